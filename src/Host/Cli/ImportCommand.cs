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

/// <summary><c>eljournal import</c>: lists of pupils and КТП from files, by the same commands that the pages send.</summary>
internal static class ImportCommand
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly Argument<string> File = new("FILE") { Description = "CSV, TSV или XLSX; кодировка, разделитель и заголовок находятся сами" };

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
        var pupils = new Command("pupils", "Загрузить список обучающихся: новые зачисляются, известные сверяются; тот же файл ничего не меняет")
        {
            File, DryRun, Year, From,
        };
        pupils.SetAction((given, cancel) => Run(given, Pupils, cancel));

        var plan = new Command("plan", "Загрузить КТП: план файла становится следующей версией плана курса; тот же план ничего не меняет")
        {
            File, Course, Class, Subject, Year, DryRun, Program, Grade, Variant, Plan, Sheet,
        };
        plan.Validators.Add(given =>
        {
            if (given.GetValue(Class) is null != given.GetValue(Subject) is null) given.AddError("--class и --subject указывают вместе.");
            if (given.GetValue(Course) is not null && given.GetValue(Class) is not null) given.AddError("Курс называют либо по --course, либо по --class и --subject.");
        });
        plan.SetAction((given, cancel) => Run(given, PlanOf, cancel));

        return new Command("import", "Загрузить данные из файлов. Код 0 — принято всё, 1 — отказано или есть строки с ошибкой или вопросом") { pupils, plan };
    }

    private static Task<int> Run(
        ParseResult given, Func<ParseResult, IServiceProvider, Actor, CancellationToken, Task<ImportReport>> import, CancellationToken cancel) =>
        SchoolTask.Run(given, InstallationUse.Commanding, async (installation, school) =>
        {
            await using var scope = installation.Services.CreateAsyncScope();
            try
            {
                var report = await import(given, scope.ServiceProvider, Actors.ForCommandLine(school, Channel.Import), cancel);
                Console.Write(given.GetValue(CommandLine.Json) ? report.ToJson() + "\n" : report.ToText());
                if (given.GetValue(DryRun)) Terminal.Remark("Проба: ничего не сохранено.");
                return report.IsClean ? CommandLine.Done : CommandLine.Refused;
            }
            catch (ImportRefusal refusal)
            {
                var why = refusal.Message + await CoursesThereAre(given, scope.ServiceProvider, school, cancel);
                if (!given.GetValue(CommandLine.Json)) return Terminal.Refuse(given, why);
                var report = JsonNode.Parse(new ImportReport("", null, 0, []).ToJson())!;
                (report["encoding"], report["refusal"]) = (null, why);
                Console.WriteLine(report.ToJsonString(Readable));
                return CommandLine.Refused;
            }
        }, cancel);

    private static Task<ImportReport> Pupils(ParseResult given, IServiceProvider services, Actor actor, CancellationToken cancel) =>
        Terminal.Counted("Список", said => services.GetRequiredService<PupilImport>().Run(
            TableFile.Read(given.GetRequiredValue(File)),
            new PupilImportOptions(given.GetValue(DryRun), given.GetValue(Year), given.GetValue(From)),
            actor, said, cancel));

    private static Task<ImportReport> PlanOf(ParseResult given, IServiceProvider services, Actor actor, CancellationToken cancel) =>
        Terminal.Waited("КТП", () => services.GetRequiredService<PlanImport>().Run(
            TableFile.Read(given.GetRequiredValue(File)),
            new PlanSelector(given.GetValue(Program), given.GetValue(Grade), given.GetValue(Variant), given.GetValue(Plan), given.GetValue(Sheet)),
            new PlanTarget(given.GetValue(Course), given.GetValue(Class), given.GetValue(Subject), given.GetValue(Year)),
            given.GetValue(DryRun), actor, cancel));

    /// <summary>Who named no course, or one that does not exist, is told which there are; a class without the subject is told by the import itself.</summary>
    private static async Task<string> CoursesThereAre(ParseResult given, IServiceProvider services, SchoolId school, CancellationToken cancel)
    {
        if (given.CommandResult.Command.Name != "plan" || given.GetValue(Class) is not null) return "";
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
