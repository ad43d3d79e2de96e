using System.Diagnostics;
using System.Globalization;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Register;
using Marten;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports.School;

/// <summary>Lists of every kind on a real database: taken in whole or not at all, twice without a change, and taken back.</summary>
public sealed class LoadTests(ImportSchool school) : IClassFixture<ImportSchool>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_school_is_made_of_its_lists_and_each_list_a_second_time_changes_nothing()
    {
        (string Kind, string Text, int Rows)[] lists =
        [
            ("staff", "ФИО;Дата рождения\nСоколова Ирина Викторовна;05.02.1980\nМиронов Олег Львович;\n", 2),
            ("classes", "Класс;Классный руководитель\n5А;Соколова И. В.\n5Б;Миронов Олег Львович\n", 2),
            ("pupils", "Фамилия;Имя;Дата рождения;Класс;Мать\nЛосев;Ян;01.02.2015;5А;Лосева Яна Юрьевна\nЛосева;Ева;01.02.2016;5Б;\nЕжов;Лев;03.03.2015;5Б;Ежова Ия Львовна\n", 3),
            ("guardians", "Обучающийся;Класс;Родитель;Кем приходится\nЕжов Лев;5Б;Ежов Лев Ильич;отец\n", 1),
            ("curriculum", "Предмет;Часть;5 класс;6 класс\nМатематика;;5;5\nРусский язык;обязательная;4,5;\nШахматы;школьная;1;1\nИтого;;10,5;6\n", 5),
            ("groups", "Предмет;Группа;Класс;Обучающийся\nМатематика;Группа 1;5Б;Лосева Ева\nМатематика;Группа 2;5Б;Ежов Лев\n", 2),
            ("load", "Учитель;Предмет;Класс;Часов\nСоколова Ирина Викторовна;Математика;5А;5\nМиронов О. Л.;Русский язык;5А;4,5\nМиронов О. Л.;Математика;5Б;5\n", 3),
            ("timetable", "Класс;День;Урок;Предмет;Кабинет\n5А;пн;1;Математика;21\n5А;пн;2;Русский язык;\n5Б;вт;1;Математика;\n", 3),
        ];
        var before = await school.Register();
        var imports = new Stack<(ImportId Import, IReadOnlyList<string> Before)>();
        foreach (var (kind, text, rows) in lists)
        {
            var register = await school.Register();
            var (first, import) = await school.Load(kind, text);
            first.ToText().ShouldSatisfyAllConditions(said => first.IsClean.ShouldBeTrue(said), said => first.Totals[RowOutcome.Create].ShouldBeGreaterThan(0, said));
            imports.Push((import.ShouldNotBeNull(), register));
            var events = await school.Events();
            var (again, none) = await school.Load(kind, text);
            again.Totals[RowOutcome.Unchanged].ShouldBe(rows, again.ToText());
            none.ShouldBeNull();
            (await school.Events()).ShouldBe(events);
        }

        await using (var session = school.Store.QuerySession(ImportSchool.School.Value))
        {
            var course = (await session.Query<CourseCard>().ToListAsync(Cancel)).Single(c => c.Hours == 450);
            course.Teachers.ShouldHaveSingleItem();
            // Other tests load other classes into the same school.
            var own = (await session.Query<ClassRoster>().ToListAsync(Cancel)).Where(c => c.Level == 5).Select(c => c.Id).ToHashSet();
            (await session.Query<UnitTimetable>().ToListAsync(Cancel)).Where(t => own.Contains(t.Unit)).Sum(t => t.Versions[0].Slots.Count).ShouldBe(3);
            var batches = (await session.Query<ImportBatch>().ToListAsync(Cancel)).Select(b => b.Id).ToHashSet();
            imports.Count(i => batches.Contains(Streams.Import(i.Import))).ShouldBe(lists.Length);
        }

        // What others rest on cannot be taken back; from the last to the first, all can.
        (await school.Undo(imports.Last().Import)).Refusal!.Kind.ShouldBe(Refusals.ImportIsBuiltOn);
        foreach (var (import, register) in imports)
        {
            // The taking back of a later load is itself an entry; what it left is as if neither had been.
            var outcome = await school.Undo(import);
            outcome.Refusal?.Text().ShouldBeNull();
            (await school.Register()).ShouldBe(register);
            (await school.Undo(import)).Refusal!.Kind.ShouldBe(Refusals.ImportIsUndone);
        }
        (await school.Register()).ShouldBe(before);
    }

    [Fact]
    public async Task Changes_of_what_was_there_are_taken_back_to_the_letter()
    {
        await school.Load("staff", "ФИО\nПервов Пётр Петрович\nВторова Вера Вадимовна\n");
        await school.Load("classes", "Класс;Классный руководитель\n9А;Первов Пётр Петрович\n9Б;\n");
        await school.Load("pupils", "Фамилия;Имя;Дата рождения;Класс;Личное дело\nБуров;Лев;01.02.2011;9А;Б-1\nЧижов;Ян;05.06.2011;9А;Ч-1\n");
        await school.Load("load", "Учитель;Предмет;Класс;Часов\nПервов Пётр Петрович;Черчение;9А;1\n");
        await school.Load("timetable", "Класс;День;Урок;Предмет\n9А;пн;1;Черчение\n");
        await school.Load("groups", "Предмет;Группа;Класс;Обучающийся\nЧерчение;Группа 1;9А;Чижов Ян\n");
        await school.Load("curriculum", "Предмет;9\nЧерчение;1\n");
        (string, string)[] changes =
        [
            ("classes", "Класс;Классный руководитель\n9А;Второва Вера Вадимовна\n"),
            ("pupils", "Фамилия;Имя;Отчество;Дата рождения;Класс;Личное дело\nБуров;Лев;Ильич;01.02.2011;9Б;Б-1\n"),
            ("load", "Учитель;Предмет;Класс;Часов\nВторова Вера Вадимовна;Черчение;9А;1\n"),
            ("load", "Учитель;Предмет;Класс;Часов\nПервов Пётр Петрович;Черчение;9А;2\n"),
            ("timetable", "Класс;День;Урок;Предмет\n9А;вт;3;Черчение\n"),
            ("groups", "Предмет;Группа;Класс;Обучающийся\nЧерчение;Группа 1;9А;Буров Лев\n"),
            ("curriculum", "Предмет;9\nЧерчение;2\nРисование;1\n"),
        ];
        foreach (var (kind, text) in changes)
        {
            var before = await school.Register();
            var (report, import) = await school.Load(kind, text);
            report.IsClean.ShouldBeTrue(report.ToText());
            (await school.Register()).ShouldNotBe(before);
            (await school.Undo(import!.Value)).Refusal?.Text().ShouldBeNull();
            (await school.Register()).ShouldBe(before);
        }

        var full = await school.Check("pupils", "Фамилия;Имя;Дата рождения;Класс\nЧижов;Ян;05.06.2011;9А\n", new ImportChoices(Full: true));
        full.Report.Totals[RowOutcome.Remove].ShouldBeGreaterThan(0);
        full.NeedsConfirmation.ShouldBeTrue();
    }

    [Fact]
    public async Task A_real_list_of_a_school_is_one_list_in_both_its_encodings_and_in_any_order()
    {
        var (windows, utf) = (TableFile.Read(RealFiles.Path("roster-ru/pupils.cp1251.csv")), TableFile.Read(RealFiles.Path("roster-ru/pupils.utf8bom.csv")));
        var (report, import) = await school.Load("pupils", windows);
        report.Totals[RowOutcome.Create].ShouldBeGreaterThan(100, report.TotalsText());
        var events = await school.Events();
        foreach (var again in (TableFile[])[utf, windows with { Sheets = [.. windows.Sheets.Select(s => s with { Rows = [s.Rows[0], .. s.Rows.Skip(1).Reverse()] })] }])
        {
            var (same, none) = await school.Load("pupils", again);
            (none, same.Totals[RowOutcome.Create], same.Totals[RowOutcome.Update]).ShouldBe((null, 0, 0), same.TotalsText());
        }
        (await school.Events()).ShouldBe(events);
        (await school.Undo(import!.Value)).Refusal?.Text().ShouldBeNull();
    }

    [Fact]
    public async Task Five_thousand_pupils_are_taken_in_by_one_transaction_in_seconds()
    {
        var text = new StringBuilder("Фамилия;Имя;Отчество;Пол;Дата рождения;Класс;Личное дело\r\n");
        for (var i = 0; i < 5000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Фамилия{Letters(i)};Имя{Letters(i / 7)};Отчество;М;{new DateOnly(2008, 1, 1).AddDays(i % 3000):dd.MM.yyyy};{(i % 11) + 1}{(char)('В' + (i / 11 % 15))};Д-{i}\r\n");
        }
        var check = await school.Check("pupils", text.ToString());
        var events = await school.Events();
        var started = Stopwatch.StartNew();
        var (report, import) = await school.Load("pupils", text.ToString());
        var took = started.Elapsed;
        report.Rows.ShouldBe(check.Report.Rows);
        report.Totals[RowOutcome.Create].ShouldBe(5000, report.TotalsText());
        (await school.Events()).ShouldBeGreaterThan(events + 10_000);
        TestContext.Current.SendDiagnosticMessage("5000 rows in {0:0.0} s", took.TotalSeconds);
        Console.Error.WriteLine($"5000 rows in {took.TotalSeconds:0.0} s");
        (await school.Load("pupils", text.ToString())).Report.Totals[RowOutcome.Unchanged].ShouldBe(5000);
        started.Restart();
        (await school.Undo(import!.Value)).Refusal?.Text().ShouldBeNull();
        Console.Error.WriteLine($"undone in {started.Elapsed.TotalSeconds:0.0} s");
        took.ShouldBeLessThan(TimeSpan.FromSeconds(60), "a busy machine is slow; a slow way is slower");

        static string Letters(int n) => string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('а' + digit - '0')));
    }

    [Fact]
    public async Task Who_may_not_enrol_enrols_by_no_file_and_a_refused_step_refuses_the_whole()
    {
        var check = await school.Check("pupils", "Фамилия;Имя;Дата рождения;Класс\nТихов;Лев;01.02.2011;8Я\n");
        var stranger = ImportSchool.Actor with { Grants = new Grants([new Grant(Permission.ReadSchool, Grant.WholeSchool)]) };
        var command = new ApplyImport(Guid.NewGuid(), "pupils", check.File, check.Counts, check.Steps);
        (await school.Send(command, stranger)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);

        var events = await school.Events();
        var bad = check.Steps.Select(step => step.Command is EnrolPupil enrol ? step with { Command = enrol with { From = new DateOnly(1999, 1, 1) } } : step).ToList();
        var refused = await school.Send(command with { CommandId = Guid.NewGuid(), Steps = bad });
        refused.Refusal!.Kind.ShouldBe(Refusals.ImportStepIsRefused);
        refused.Refusal.Text().ShouldContain("строка 2");
        (await school.Events()).ShouldBe(events);

        // Sent twice, as after a lost answer, it is done once.
        (await school.Send(command)).IsAccepted.ShouldBeTrue();
        (await school.Send(command)).IsAccepted.ShouldBeTrue();
        (await school.Events()).ShouldBe(events + 4);
    }
}
