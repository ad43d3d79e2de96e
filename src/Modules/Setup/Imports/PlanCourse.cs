namespace ElJournal.Setup.Imports;

/// <summary>One course of a file that holds several: the federal programmes in one table, or a workbook with a sheet per course.</summary>
/// <param name="Plan">Вариант планирования, where a programme offers several; empty for the main one.</param>
public sealed record PlanCourse(string? Sheet, string Program, string Subject, string Level, string Variant, string Grade, string Plan)
{
    /// <summary>The options by which <c>eljournal import plan</c> picks this course out of <paramref name="all"/>.</summary>
    public string Options(IReadOnlyCollection<PlanCourse> all)
    {
        var options = new List<string>();
        Option("--sheet", course => course.Sheet ?? "");
        Option("--program", course => course.Program.Length > 0 ? course.Program : course.Subject);
        Option("--grade", course => course.Grade);
        Option("--variant", course => course.Variant);
        var alike = all.Where(course => course with { Plan = Plan } == this).ToList();
        if (alike.Count > 1)
        {
            options.Add("--plan " + (Plan.Length == 0 ? PlanSelector.None : Quoted(Plan)));
        }

        return string.Join(' ', options);

        void Option(string name, Func<PlanCourse, string> of)
        {
            if (of(this).Length > 0 && all.Any(course => of(course) != of(all.First())))
            {
                options.Add($"{name} {Quoted(of(this))}");
            }
        }
    }

    private static string Quoted(string text) => text.Contains(' ') ? $"\"{text}\"" : text;
}

/// <summary>Which course is meant. A part left null allows any; a value may be the beginning or a part of what the file says.</summary>
/// <param name="Program">The programme's name or the subject.</param>
/// <param name="Plan"><see cref="None"/> or an empty text means the plan without a name.</param>
public sealed record PlanSelector(
    string? Program = null, string? Grade = null, string? Variant = null, string? Plan = null, string? Sheet = null)
{
    /// <summary>How a command line says "the one without a name".</summary>
    public const string None = "-";

    public IReadOnlyList<PlanCourse> Among(IEnumerable<PlanCourse> courses)
    {
        var left = courses.ToList();
        Narrow(Sheet, course => [course.Sheet ?? ""]);
        Narrow(Program, course => [course.Program, course.Subject]);
        Narrow(Grade, course => [course.Grade, ClassName.Parse(course.Grade)?.Level.ToString() ?? ""], wholly: true);
        Narrow(Variant, course => [course.Variant]);
        Narrow(Plan, course => [course.Plan]);
        return left;

        void Narrow(string? wanted, Func<PlanCourse, string[]> of, bool wholly = false)
        {
            if (wanted is null)
            {
                return;
            }

            var folded = wanted == None ? "" : Words.Fold(wanted);
            var exact = left.Where(course => of(course).Any(value => Words.Fold(value) == folded)).ToList();
            left = exact.Count > 0 || wholly || folded.Length == 0
                ? exact
                : [.. left.Where(course => of(course).Any(value => Words.Fold(value).Contains(folded, StringComparison.Ordinal)))];
        }
    }
}
