using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal import</c>: lists from files, looked through and taken in as by the pages.</summary>
internal static class ImportCommand
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly Argument<string> File = new("FILE") { Description = "CSV, TSV или XLSX; кодировка, разделитель и заголовок находятся сами" };

    private static readonly Dictionary<string, string> Told = new()
    {
        ["staff"] = "Загрузить список сотрудников",
        ["classes"] = "Загрузить список классов с классными руководителями",
        ["pupils"] = "Загрузить список обучающихся: новые зачисляются, известные сверяются; тот же файл ничего не меняет",
        ["guardians"] = "Загрузить список родителей (законных представителей)",
        ["curriculum"] = "Загрузить учебный план: часы предметов по параллелям",
        ["groups"] = "Загрузить состав учебных групп",
        ["load"] = "Загрузить учебную нагрузку: открываются курсы и назначаются учителя",
        ["plan"] = "Загрузить КТП: план файла становится следующей версией плана курса; тот же план ничего не меняет",
        ["timetable"] = "Загрузить расписание",
    };

    private static readonly Option<bool> Full = new("--full") { Description = "Список полный: чего в нём нет, то убирается, отсутствующие отчисляются (не больше десятой части)" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Только сказать, что стало бы с каждой строкой" };

    private static readonly Option<YearId?> Year = new("--year")
    {
        Description = "Учебный год; без него — идущий или ближайший",
        HelpName = "ID",
        CustomParser = text => AnId(text, YearId.From),
    };

    private static readonly Option<DateOnly?> From = new("--from")
    {
        Description = "День зачисления или перевода (2026-09-01 или 01.09.2026); без него новые — с первого дня года, переведённые — с сегодняшнего",
        HelpName = "DATE",
        CustomParser = ADay,
    };

    private static readonly Option<CourseId?> Course = new("--course")
    {
        Description = "Чей это план: идентификатор курса",
        HelpName = "ID",
        CustomParser = text => AnId(text, CourseId.From),
    };

    private static readonly Option<string?> Class = new("--class") { Description = "Чей это план: класс, вместе с --subject", HelpName = "7А" };

    private static readonly Option<string?> Subject = new("--subject") { Description = "Чей это план: предмет, вместе с --class", HelpName = "ПРЕДМЕТ" };

    private static readonly Option<string?> Program = new("--program") { Description = "Какой курс файла: программа", HelpName = "NAME" };

    private static readonly Option<string?> Grade = new("--grade") { Description = "Какой курс файла: класс обучения", HelpName = "N" };

    private static readonly Option<string?> Variant = new("--variant") { Description = $"Какой курс файла: вариант («{PlanSelector.None}» — без названия)", HelpName = "NAME" };

    private static readonly Option<string?> Plan = new("--plan") { Description = $"Какой курс файла: план («{PlanSelector.None}» — без названия)", HelpName = "NAME" };

    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Какой лист книги", HelpName = "NAME" };

    public static Command Create()
    {
        var command = new Command("import", "Загрузить данные из файлов. Код 0 — принято всё, 1 — отказано или есть строки с ошибкой или вопросом");
        foreach (var kind in ImportKinds.All) command.Add(Of(kind));
        var id = new Argument<string>("IMPORT") { Description = "Номер загрузки: его называет сама загрузка и страница «Загрузки»" };
        var undo = new Command("undo", "Отменить загрузку, если на ней ещё ничего не основано") { id };
        undo.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Commanding, async (installation, school) =>
        {
            await using var scope = installation.Services.CreateAsyncScope();
            if (!Id.IsValid(given.GetValue(id))) return Terminal.Refuse(given, "Такой загрузки нет.");
            var outcome = await scope.ServiceProvider.GetRequiredService<Importer>()
                .Undo(ImportId.From(given.GetRequiredValue(id)), Guid.NewGuid(), Actors.ForCommandLine(school, Channel.Import), cancel);
            if (outcome.Refusal is { } refusal) return Terminal.Refuse(given, refusal.Text());
            Terminal.Remark("Загрузка отменена.");
            return CommandLine.Done;
        }, cancel));
        command.Add(undo);
        return command;
    }

    private static Command Of(ImportKind kind)
    {
        var command = new Command(kind.Name, Told[kind.Name]) { File, DryRun, Year };
        if (kind.AsksDay) command.Add(From);
        if (kind.MayBeFull) command.Add(Full);
        if (kind.AsksCourse)
        {
            foreach (var option in (Option[])[Course, Class, Subject, Program, Grade, Variant, Plan, Sheet]) command.Add(option);
            command.Validators.Add(given =>
            {
                if (given.GetValue(Class) is null != given.GetValue(Subject) is null) given.AddError("--class и --subject указывают вместе.");
                if (given.GetValue(Course) is not null && given.GetValue(Class) is not null) given.AddError("Курс называют либо по --course, либо по --class и --subject.");
            });
        }
        command.SetAction((given, cancel) => Run(given, kind, cancel));
        return command;
    }

    private static Task<int> Run(ParseResult given, ImportKind kind, CancellationToken cancel) =>
        SchoolTask.Run(given, InstallationUse.Commanding, async (installation, school) =>
        {
            await using var scope = installation.Services.CreateAsyncScope();
            try
            {
                var (report, import) = await Terminal.Waited("Загрузка", () => Load(given, kind, scope.ServiceProvider, Actors.ForCommandLine(school, Channel.Import), cancel));
                Console.Write(given.GetValue(CommandLine.Json) ? report.ToJson() + "\n" : report.ToText());
                if (given.GetValue(DryRun)) Terminal.Remark("Проба: ничего не сохранено.");
                if (import is { } id) Terminal.Remark($"Загрузка {id}: её можно отменить командой «import undo {id}».");
                return report.IsClean ? CommandLine.Done : CommandLine.Refused;
            }
            catch (ImportRefusal refusal)
            {
                var why = refusal.Message + (kind.AsksCourse ? await CoursesThereAre(given, scope.ServiceProvider, school, cancel) : "");
                if (!given.GetValue(CommandLine.Json)) return Terminal.Refuse(given, why);
                var report = JsonNode.Parse(new ImportReport("", null, 0, []).ToJson())!;
                (report["encoding"], report["refusal"]) = (null, why);
                Console.WriteLine(report.ToJsonString(Readable));
                return CommandLine.Refused;
            }
        }, cancel);

    private static async Task<(ImportReport, ImportId?)> Load(ParseResult given, ImportKind kind, IServiceProvider services, Actor actor, CancellationToken cancel)
    {
        var file = TableFile.Read(given.GetRequiredValue(File));
        var choices = new ImportChoices(given.GetValue(Year), kind.AsksDay ? given.GetValue(From) : null, kind.MayBeFull && given.GetValue(Full));
        if (kind.AsksCourse)
        {
            await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(actor.School.Value);
            choices = choices with
            {
                Course = await new PlanTarget(given.GetValue(Course), given.GetValue(Class), given.GetValue(Subject), given.GetValue(Year))
                    .Find(file.Name, session, services.GetRequiredService<TimeProvider>(), cancel),
                Plan = new PlanSelector(given.GetValue(Program), given.GetValue(Grade), given.GetValue(Variant), given.GetValue(Plan), given.GetValue(Sheet)),
            };
        }
        return await services.GetRequiredService<Importer>().Run(kind, file, choices, given.GetValue(DryRun), actor, cancel);
    }

    /// <summary>Who named no course, or one that does not exist, is told which there are; a class without the subject is told by the import itself.</summary>
    private static async Task<string> CoursesThereAre(ParseResult given, IServiceProvider services, SchoolId school, CancellationToken cancel)
    {
        if (given.GetValue(Class) is not null) return "";
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(school.Value);
        var courses = await session.Query<CourseCard>().ToListAsync(cancel);
        if (courses.Any(course => course.Course == given.GetValue(Course))) return "";
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).ToDictionary(c => c.Id);
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).ToDictionary(s => s.Subject);
        var lines = courses.Select(course => (Class: classes[course.Classes[0].Value], Subject: subjects[course.Subject].Name, course.Course))
            .OrderBy(line => line.Class.Level).ThenBy(line => line.Class.Letter).ThenBy(line => line.Subject)
            .Select(line => $"\n  --class {line.Class.Level}{line.Class.Letter} --subject \"{line.Subject}\"  (--course {line.Course})").ToList();
        return lines.Count > 0 ? "\nЕсть курсы:" + string.Concat(lines) : "\nВ школе ещё нет ни одного курса.";
    }

    private static T? AnId<T>(ArgumentResult text, Func<string, T> make) where T : struct
    {
        if (Id.IsValid(text.Tokens[0].Value)) return make(text.Tokens[0].Value);
        text.AddError($"«{text.Tokens[0].Value}» — не идентификатор: строчные латинские буквы, цифры, точка и дефис.");
        return null;
    }

    private static DateOnly? ADay(ArgumentResult text)
    {
        if (DateOnly.TryParseExact(text.Tokens[0].Value, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        text.AddError($"«{text.Tokens[0].Value}» — не дата: 2026-09-01 или 01.09.2026.");
        return null;
    }
}
