using System.Globalization;
using System.Text.RegularExpressions;

namespace ElJournal.Setup.Imports;

/// <summary>A row of a plan after reading: a lesson, or what was passed over or refused and why.</summary>
/// <param name="Item">The lesson; null for sections, totals and faults.</param>
public sealed record PlanLine(ImportRow Report, PlanItem? Item);

/// <summary>КТП: one course's plan as a file holds it.</summary>
/// <param name="Lines">Every row of the course in the order of the file.</param>
/// <param name="Items">The lessons in the order in which they are taught.</param>
public sealed partial record PlanFile(
    TableFile File, int HeaderLine, PlanCourse Course, IReadOnlyList<PlanLine> Lines, IReadOnlyList<PlanItem> Items)
{
    private const int MostHours = 40;

    private static readonly Column Number = new("№", ["№", "№ п п", "№ пп", "№п п", "№ урока", "номер", "номер урока", "п п", "n", "no", "number"], ["№ п", "№ урок"]);
    private static readonly Column Topic = new(
        "Тема урока",
        ["тема", "тема урока", "темы уроков", "тема занятия", "наименование темы", "название темы", "topic", "title"],
        ["тема урок", "темы урок", "тема занят", "тема ", "темы ", "содержание урок"]);
    private static readonly Column Hours = new(
        "Кол-во часов",
        ["кол во часов", "количество часов", "часов", "часы", "час", "кол во ч", "hours", "объем часов"],
        ["кол во час", "количество час", "часов ", "часы "]);
    private static readonly Column Homework = new("Домашнее задание", ["домашнее задание", "д з", "дз", "дом задание", "homework"], ["домашн"]);
    private static readonly Column Practice = new("Практика", ["practice", "практика", "практическая", "практическая работа"], []);
    private static readonly Column Program = new("Программа", ["program", "программа"], []);
    private static readonly Column Subject = new("Предмет", ["subject", "предмет", "учебный предмет"], []);
    private static readonly Column Level = new("Уровень образования", ["level", "уровень образования"], []);
    private static readonly Column Variant = new("Вариант", ["variant", "вариант"], []);
    private static readonly Column Grade = new("Класс", ["grade", "класс"], []);
    private static readonly Column Plan = new("Планирование", ["plan", "вариант планирования"], []);
    internal static readonly Column[] Columns = [Number, Topic, Hours, Homework, Practice, Program, Subject, Level, Variant, Grade, Plan];
    private static readonly Column[] CourseColumns = [Program, Subject, Level, Variant, Grade, Plan];

    /// <summary>Total of the planned hours.</summary>
    public int TotalHours => Items.Sum(item => item.Hours);

    /// <summary>The courses a file holds, in its order.</summary>
    /// <exception cref="ImportRefusal">The file holds no plan.</exception>
    public static IReadOnlyList<PlanCourse> Courses(TableFile file, ColumnChoice? choice = null) => [.. Rows(file, choice).Select(row => row.Course).Distinct()];

    /// <exception cref="ImportRefusal">No plan in the file; or several, and the selector does not say which one.</exception>
    public static PlanFile Read(TableFile file, PlanSelector? selector = null, ColumnChoice? choice = null)
    {
        var rows = Rows(file, choice);
        var all = rows.Select(row => row.Course).Distinct().ToList();
        var chosen = (selector ?? new PlanSelector()).Among(all);
        if (chosen is not [var course])
        {
            var listed = string.Join('\n', (chosen.Count == 0 ? all : chosen).Select(choice =>
                $"  {choice.Options(all)}  ({choice.Subject}{(choice.Grade.Length > 0 ? ", " + choice.Grade : "")})"));
            throw ImportRefusal.Of(chosen.Count == 0 ? "import_no_such_course" : "import_several_courses", file.Name, listed);
        }

        var own = rows.Where(row => row.Course == course).ToList();
        return new Reading(own).Read(file, course);
    }

    /// <summary>What loading this plan over <paramref name="current"/> would change, lesson by lesson; null when there is no plan yet.</summary>
    public ImportReport Report(IReadOnlyList<PlanItem>? current = null)
    {
        var known = (current ?? []).GroupBy(item => item.Number).ToDictionary(group => group.Key, group => group.First());
        return new ImportReport(File.Encoding, File.Separator, HeaderLine, [.. Lines.Select(line =>
            line.Item is { } item && known.TryGetValue(item.Number, out var before)
                ? line.Report with { Outcome = before == item ? RowOutcome.Unchanged : RowOutcome.Update }
                : line.Report)]);
    }

    /// <summary>Whether the plan says anything else than <paramref name="current"/>; a second load of one file does not.</summary>
    public bool Changes(IReadOnlyList<PlanItem>? current) => current is null || !Items.SequenceEqual(current);

    private static List<(PlanCourse Course, Header Header, TableRow Row)> Rows(TableFile file, ColumnChoice? choice)
    {
        var rows = new List<(PlanCourse Course, Header Header, TableRow Row)>();
        foreach (var sheet in file.Sheets)
        {
            var header = Header.Find(sheet, Columns, IsHeading, choice);
            if (header is null)
            {
                continue;
            }

            var course = new PlanCourse(sheet.Name, "", "", "", "", "", "");
            foreach (var row in sheet.Rows.Where(row => row.Line > header.Line))
            {
                // A row without a course of its own, such as a section, belongs to the one above.
                if (CourseColumns.Any(column => header.Cell(row, column).Length > 0))
                {
                    course = new PlanCourse(
                        sheet.Name, header.Cell(row, Program), header.Cell(row, Subject), header.Cell(row, Level),
                        header.Cell(row, Variant), header.Cell(row, Grade), header.Cell(row, Plan));
                }

                rows.Add((course, header, row));
            }
        }

        return rows.Count > 0 ? rows : throw ImportRefusal.Of("import_no_plan_header", file.Name);
    }

    /// <summary>Whether these headings are those of a plan.</summary>
    internal static bool IsHeading(Header header) => header.Has(Topic) && (header.Has(Number) || header.Has(Hours) || header.Has(Homework));

    /// <summary>A lesson before its number is settled.</summary>
    private sealed record Draft(int Line, int? Number, string Topic, decimal Hours, string? Homework, string? Work, string? Reason);

    private sealed partial class Reading(List<(PlanCourse Course, Header Header, TableRow Row)> rows)
    {
        private readonly Header header = rows[0].Header;
        private readonly bool numbered = rows.Any(row => AnyNumber().IsMatch(row.Header.Cell(row.Row, PlanFile.Number)));
        private readonly bool timed = rows.Any(row => HoursOf(row.Header.Cell(row.Row, PlanFile.Hours)) is not null);
        private readonly List<ImportRow> passed = [];
        private readonly List<Draft> drafts = [];

        public PlanFile Read(TableFile file, PlanCourse course)
        {
            foreach (var (_, _, row) in rows)
            {
                Take(course.Sheet, row);
            }

            var lessons = Settled(course.Sheet);
            return new PlanFile(
                file,
                header.Line,
                course,
                [.. lessons.Concat(passed.Select(row => new PlanLine(row, null))).OrderBy(line => line.Report.Line)],
                [.. lessons.Select(line => line.Item).OfType<PlanItem>()]);
        }

        private void Take(string? sheet, TableRow row)
        {
            var number = header.Cell(row, PlanFile.Number);
            var topic = header.Cell(row, PlanFile.Topic);
            var hours = header.Cell(row, PlanFile.Hours);
            var hasNumber = AnyNumber().IsMatch(number);
            if (!hasNumber && TotalRow().IsMatch(Words.Fold(string.Join(' ', row.Cells))))
            {
                Pass(sheet, row, RowOutcome.Ignored, TotalReason(hours), what: string.Join(' ', row.Cells.Where(cell => cell.Length > 0)));
            }
            else if (IsColumnNumbers(row) || Words.Fold(topic) == Words.Fold(header.Heading(PlanFile.Topic)))
            {
                Pass(sheet, row, RowOutcome.Ignored, ImportTexts.Say("heading_repeated"));
            }
            else if (IsSection(number, topic, hours, hasNumber))
            {
                Pass(sheet, row, RowOutcome.Ignored, ImportTexts.Say("section"), what: topic.Length > 0 ? topic : Words.OrNull(number));
            }
            else if (topic.Length == 0)
            {
                Pass(sheet, row, RowOutcome.Error, ImportTexts.Say("topic_missing"), PlanFile.Topic);
            }
            else if (hours.Length > 0 && HoursOf(hours) is null)
            {
                Pass(sheet, row, RowOutcome.Error, ImportTexts.Say("hours_odd"), PlanFile.Hours, topic);
            }
            else if (HoursOf(hours) is <= 0 or > MostHours)
            {
                Pass(sheet, row, RowOutcome.Error, ImportTexts.Say("hours_out_of_range", MostHours), PlanFile.Hours, topic);
            }
            else
            {
                drafts.Add(new Draft(
                    row.Line,
                    OneNumber().Match(number) is { Success: true } one ? int.Parse(one.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null,
                    topic,
                    HoursOf(hours) ?? 1,
                    Words.OrNull(header.Cell(row, PlanFile.Homework)),
                    WorkOf(topic, header.Has(PlanFile.Practice) ? header.Cell(row, PlanFile.Practice) : null),
                    hours.Length == 0 && timed ? ImportTexts.Say("hours_assumed") : null));
            }
        }

        /// <summary>Раздел: a heading between lessons. It has no number where lessons have, and no hours or those of all its lessons.</summary>
        private bool IsSection(string number, string topic, string hours, bool hasNumber)
        {
            if (hasNumber)
            {
                return false;
            }

            if (number.Any(char.IsLetter) || (topic.Length == 0 && HoursOf(hours) is null && !hours.Any(char.IsDigit)))
            {
                return true;
            }

            return (numbered || timed) && topic.Length > 0
                && (hours.Length == 0 || (numbered && (SectionWord().IsMatch(topic) || HoursOf(hours) > 2)));
        }

        /// <summary>Under many headings stands a row 1, 2, 3, 4 that numbers the columns.</summary>
        private static bool IsColumnNumbers(TableRow row)
        {
            var numbers = row.Cells.Where(cell => cell.Length > 0).ToList();
            return numbers.Count > 2 && numbers.Select((cell, place) => cell == (place + 1).ToString(CultureInfo.InvariantCulture)).All(same => same);
        }

        private string TotalReason(string hours)
        {
            var sum = drafts.Sum(draft => draft.Hours);
            return HoursOf(hours) is { } said && said != sum
                ? ImportTexts.Say("total_differs", said.ToString("0.##", CultureInfo.CurrentCulture), sum.ToString("0.##", CultureInfo.CurrentCulture))
                : ImportTexts.Say("total");
        }

        private void Pass(string? sheet, TableRow row, RowOutcome outcome, string reason, Column? column = null, string? what = null) => passed.Add(new ImportRow(
            sheet, row.Line, outcome, column is null ? null : header.Heading(column), column is null ? null : header.Cell(row, column), reason, what));

        /// <summary>Puts lessons in their order, joins halves of an hour, and gives each its number.</summary>
        private List<PlanLine> Settled(string? sheet)
        {
            // Numbers that start anew in each section, or skip, say nothing: then the file's order counts.
            var own = drafts.All(draft => draft.Number is > 0) && drafts.DistinctBy(draft => draft.Number).Count() == drafts.Count;
            var ordered = own ? [.. drafts.OrderBy(draft => draft.Number)] : drafts;
            var lines = new List<PlanLine>();
            var position = 0;
            for (var i = 0; i < ordered.Count; i++)
            {
                var draft = ordered[i];
                position++;
                var number = own ? draft.Number!.Value : position;
                if (draft.Hours == 0.5m && i + 1 < ordered.Count && ordered[i + 1].Hours == 0.5m)
                {
                    var other = ordered[++i];
                    var homework = string.Join("; ", new[] { draft.Homework, other.Homework }.OfType<string>());
                    Add(draft, new PlanItem(number, $"{draft.Topic}; {other.Topic}", 1, Words.OrNull(homework), draft.Work ?? other.Work), ImportTexts.Say("half_joined", other.Line));
                    lines.Add(new PlanLine(new ImportRow(sheet, other.Line, RowOutcome.Ignored, null, null, ImportTexts.Say("half_taken", draft.Line), other.Topic), null));
                    continue;
                }

                var hours = (int)Math.Ceiling(draft.Hours);
                Add(draft, new PlanItem(number, draft.Topic, hours, draft.Homework, draft.Work), hours == draft.Hours
                    ? draft.Reason
                    : ImportTexts.Say("hours_rounded", draft.Hours.ToString("0.##", CultureInfo.CurrentCulture), hours));
            }

            return lines;

            void Add(Draft draft, PlanItem item, string? reason) =>
                lines.Add(new PlanLine(new ImportRow(sheet, draft.Line, RowOutcome.Create, null, null, reason, item.Topic), item));
        }

        private static decimal? HoursOf(string text)
        {
            var match = HoursForm().Match(text.Replace("½", "0,5"));
            return match.Success
                ? decimal.Parse(match.Groups[1].Value.Replace(',', '.').Replace('−', '-').Replace('–', '-'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : null;
        }

        private static bool IsYes(string text) => Words.Fold(text) is "1" or "да" or "true" or "yes" or "x" or "х" or "✓" or "пр" or "практика";

        [GeneratedRegex(@"^([-−–]?\d{1,4}(?:[.,]\d{1,2})?)\s*(?:ч|час|часа|часов)?\.?$", RegexOptions.IgnoreCase)]
        private static partial Regex HoursForm();

        [GeneratedRegex(@"^(?:№\s*)?(\d{1,4})\s*[.)]?$")]
        private static partial Regex OneNumber();

        /// <summary>1, 1., 5–6, 5, 6, 2.14: whatever numbers a lesson.</summary>
        [GeneratedRegex(@"^(?:№\s*)?\d{1,4}(?:\s*[-–—,./]\s*\d{1,4})*\s*[.)]?$")]
        private static partial Regex AnyNumber();

        [GeneratedRegex(@"^(?:итого|всего|общее (?:количество|число|кол во) час)")]
        private static partial Regex TotalRow();

        [GeneratedRegex(@"^(?:раздел|глава|модуль|часть|тематический блок|тема\s*(?:№\s*)?\d|[IVXІ]{1,4}\.|\d\s+четверть|[IVXІ]{1,3}\s+четверть)", RegexOptions.IgnoreCase)]
        private static partial Regex SectionWord();

        /// <summary>A practical work is none of control; what the column only says to be a work, the topic tells apart.</summary>
        private static string? WorkOf(string topic, string? said) => said switch
        {
            null => ControlWork().IsMatch(topic) ? PlanWorks.Control : PracticalWork().IsMatch(topic) ? PlanWorks.Practice : null,
            _ when ControlWord().IsMatch(said) => PlanWorks.Control,
            _ when said.Contains("практ", StringComparison.OrdinalIgnoreCase) || said.Contains("лабор", StringComparison.OrdinalIgnoreCase) => PlanWorks.Practice,
            _ when IsYes(said) => ControlWork().IsMatch(topic) ? PlanWorks.Control : PlanWorks.Practice,
            _ => null,
        };

        [GeneratedRegex(@"\b(?:контрольн|проверочн|диагностическ)\w*\s+(?:работ|диктант|сочинени|изложени)|\b(?:урок контроля|зачёт|зачет)\b", RegexOptions.IgnoreCase)]
        private static partial Regex ControlWork();

        [GeneratedRegex(@"\bконтрол|\bзач[её]т", RegexOptions.IgnoreCase)]
        private static partial Regex ControlWord();

        [GeneratedRegex(@"\b(?:практическ|лабораторн)\w*\s+работ", RegexOptions.IgnoreCase)]
        private static partial Regex PracticalWork();
    }
}
