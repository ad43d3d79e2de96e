using System.Globalization;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Terms;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Grades proposed by a school's rules, and how they say they were come to.</summary>
public sealed class ProposalTests
{
    private static readonly DateOnly First = new(2026, 9, 1);
    private static readonly Term Quarter = new(new("q1"), "quarter", 1, First, new(2026, 10, 24));

    private static readonly EntryRules Entry = EntryRules.From(new JournalRulesSet(
        First, [new("5", 500), new("4", 400), new("3", 300), new("2", 200)], [new("Н", "не был", true, false), new("О", "опоздал", false, false)],
        [new("typo", "Опечатка")], 5, [new("control", "К", "Контрольная", 500), new("answer", "О", "Ответ", 300)], "п. 4.2"), null);

    private static readonly GradingSystem Five = new(
        "five", "Пятибалльная", [new("5", 500), new("4", 400), new("3", 300), new("2", 200)], [new("5", 450), new("4", 350), new("3", 250), new("2", 0)],
        Roundings.Mean, "п. 3.2");

    private static readonly TermGradeRulesSet Rules = new(
        First, [new("quarter", 0, 3, "п. 3.4"), new("quarter", 200, 5, "п. 3.4")], new NotAttestedRule("н/а", 50, true, "п. 3.5"), "осв",
        [new AnnualRule([], 0, [], "п. 4.1"), new AnnualRule([8], 100, [2, 4], "п. 4.2")],
        [
            new FinalRule(9, [new(FinalSources.Annual, 9, 1), new(FinalSources.Exam, 9, 1)], "п. 4.3"),
            new FinalRule(11, [new(FinalSources.Terms, 10, 1), new(FinalSources.Annual, 10, 1), new(FinalSources.Terms, 11, 1), new(FinalSources.Annual, 11, 1)], "п. 4.4"),
        ],
        [new("5", 5)], [new("control", "Контрольная")], "Положение");

    private static TermRuling Ruling(int level = 8, int hours = 300, GradingSystem? system = null) => new(system ?? Five, Rules, level, hours);

    /// <summary>A page of one pupil: each cell as <c>5к</c> (control work), <c>4о</c> (answer), <c>5</c> (weight 1), <c>Н</c> or empty.</summary>
    private static (JournalPage Page, PupilRow Row) Page(string cells)
    {
        var lessons = new List<LessonColumn>();
        var shown = new List<PageCell?>();
        foreach (var (n, cell) in cells.Split(' ').Index())
        {
            var day = First.AddDays(n);
            var work = cell.EndsWith('к') ? "control" : cell.EndsWith('о') ? "answer" : null;
            var text = cell.TrimEnd('к', 'о', '-');
            lessons.Add(new LessonColumn(
                new LessonId(new CourseId("alg"), day, 1), day, 1, "Тема", null, null, 0, null, null, 0, work, null, true, false, false, false, false, false));
            shown.Add(text.Length == 0 ? null : char.IsAsciiDigit(text[0]) ? new PageCell(null, text.Split('/'), 1, false, false) : new PageCell(text, [], 1, false, false));
        }
        var row = new PupilRow(new PupilId("petrov"), "Петров", First, null, null, shown, null);
        return (new JournalPage(new CourseId("alg"), Quarter.Id, "8 «Б»", "Алгебра", "", "", null, [], lessons, [row], Entry, false, null), row);
    }

    private static Proposal Term(string cells, TermRuling? ruling = null, Exemption? exemption = null)
    {
        var (page, row) = Page(cells);
        return Proposals.OfTerm(page, row, Quarter, ruling ?? Ruling(), exemption);
    }

    [Theory]
    [InlineData("4к 5о 5", 444, "4")]
    [InlineData("5 4", 450, "5")]
    [InlineData("4 4 3 3", 350, "4")]
    [InlineData("2к 5", 250, "3")]
    [InlineData("2 2 3 2", 225, "2")]
    [InlineData("4/5 5 О", 467, "5")]
    public void The_weighted_average_meets_the_thresholds(string cells, int average, string grade)
    {
        var proposal = Term(cells);
        (proposal.Kind, proposal.Average, proposal.Grade, proposal.Clause).ShouldBe((ProposalKind.Average, average, grade, "п. 3.2"));
    }

    [Theory]
    [InlineData("Н Н Н 5 4", "н/а")]
    [InlineData("Н Н 5 4 4", "4")]
    [InlineData("Н Н Н Н Н 5 4 4 4 5", "4")]
    [InlineData("Н Н", "н/а")]
    [InlineData("- -", null)]
    public void Who_missed_too_much_and_has_too_few_marks_is_not_attested(string cells, string? grade) => Term(cells).Grade.ShouldBe(grade);

    [Fact]
    public void The_minimum_depends_on_the_hours()
    {
        Term("5 4 4").Short.ShouldBe(2);
        Term("5 4 4", Ruling(hours: 100)).Short.ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-09-01", null, true)]
    [InlineData("2026-09-20", null, false)]
    [InlineData("2026-09-01", "2026-10-01", false)]
    public void Who_is_exempt_for_the_whole_term_is_so(string from, string? to, bool exempt)
    {
        var order = new Exemption(new PupilId("petrov"), Day(from), to is null ? null : Day(to), "приказ № 7");
        var proposal = Term("5 4 4 5 5", exemption: order);
        (proposal.Grade == "осв").ShouldBe(exempt);
        if (exempt) (proposal.Order, proposal.Short).ShouldBe(("приказ № 7", 0));
    }

    [Fact]
    public void Exempt_in_the_middle_without_a_mark_is_exempt() =>
        Term("- -", exemption: new Exemption(new PupilId("petrov"), Day("2026-09-20"), null, "приказ № 7")).Grade.ShouldBe("осв");

    [Fact]
    public void A_subject_without_thresholds_is_not_proposed_for() =>
        Term("5 4", Ruling(system: Five with { Thresholds = [] })).Kind.ShouldBe(ProposalKind.Free);

    [Theory]
    [InlineData("4 4 5 4", "4")]
    [InlineData("4 5", "5")]
    [InlineData("3 4 3 3", "3")]
    [InlineData("осв 4 5 5", "5")]
    [InlineData("осв осв", "осв")]
    [InlineData("5 н/а 4 4", "н/а")]
    [InlineData("5 - 4 4", null)]
    public void The_annual_grade_is_the_rounded_mean_of_the_terms(string grades, string? annual)
    {
        var terms = grades.Split(' ').Select((g, i) => (new Term(new($"q{i + 1}"), "quarter", i + 1, First, First), g == "-" ? null : g)).ToList();
        Proposals.OfYear(terms, Ruling()).Grade.ShouldBe(annual);
    }

    [Theory]
    [InlineData("4", "5", "5")]
    [InlineData("4", "3", "4")]
    [InlineData("4", null, "4")]
    [InlineData(null, "5", null)]
    public void In_grade_9_the_final_is_the_mean_of_year_and_exam(string? annual, string? exam, string? final) => Proposals.AtTheEnd(
        [new(FinalSources.Terms, 9, 1, "2", 1), new(FinalSources.Annual, 9, 0, annual, 1), new(FinalSources.Exam, 9, 0, exam, 1)], Ruling(9)).Grade.ShouldBe(final);

    [Fact]
    public void In_grade_11_half_years_and_years_of_both_levels_make_the_final()
    {
        ProposalPart[] parts =
        [
            new(FinalSources.Terms, 10, 1, "4", 1), new(FinalSources.Terms, 10, 2, "4", 1), new(FinalSources.Annual, 10, 0, "4", 1),
            new(FinalSources.Terms, 11, 1, "5", 1), new(FinalSources.Terms, 11, 2, "5", 1), new(FinalSources.Annual, 11, 0, "5", 1),
        ];
        var proposal = Proposals.AtTheEnd(parts, Ruling(11));
        (proposal.Grade, proposal.Average, proposal.Clause).ShouldBe(("5", 450, "п. 4.4"));
        Proposals.AtTheEnd([.. parts.Take(3)], Ruling(11)).Kind.ShouldBe(ProposalKind.Lacking);
    }

    [Fact]
    public void Without_a_rule_the_final_is_the_annual_one() =>
        Proposals.AtTheEnd([new(FinalSources.Annual, 8, 0, "4", 1)], Ruling()).Grade.ShouldBe("4");

    [Fact]
    public void A_proposal_tells_how_it_was_come_to()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru-RU");
        ProposalWords.Of(Term("4к 5о 5")).ShouldBe("(4·5 + 5·4)/9 = 4,44 → 4 по порогам: п. 3.2");
        ProposalWords.Of(Term("Н Н Н 5 4")).ShouldBe("пропущено 3 из 5 уроков (60 %) → н/а: п. 3.5");
        ProposalWords.Of(Proposals.OfYear([(Quarter, "4"), (Quarter, "5"), (Quarter, "осв")], Ruling())).ShouldBe("(4 + 5)/2 = 4,50 → 5: п. 4.1");
        ProposalWords.Of(Proposals.OfYear([(Quarter, "4"), (Quarter, null)], Ruling())).ShouldBe("нет отметок: период 1");
    }

    /// <summary>Whatever stands on the page, the average is a recount of the visible grades, by hand and in another order.</summary>
    [Fact]
    public void The_average_is_a_recount_of_what_is_seen()
    {
        var random = new Random(20261127);
        string[] kinds = ["5", "4", "3", "2", "5к", "4к", "3о", "2о", "5/3", "4/2к", "Н", "О", "-"];
        for (var run = 0; run < 500; run++)
        {
            var cells = Enumerable.Range(0, random.Next(1, 30)).Select(_ => kinds[random.Next(kinds.Length)]).ToList();
            var recount = cells.Where(c => char.IsAsciiDigit(c[0])).Reverse()
                .SelectMany(c => c.TrimEnd('к', 'о').Split('/').Select(g => (Grade: int.Parse(g, CultureInfo.InvariantCulture), Weight: c.EndsWith('к') ? 5 : c.EndsWith('о') ? 3 : 1)))
                .ToList();
            var expected = recount.Count == 0
                ? (int?)null
                : (int)Math.Round(recount.Sum(r => r.Grade * r.Weight) * 100m / recount.Sum(r => r.Weight), MidpointRounding.AwayFromZero);
            Term(string.Join(' ', cells)).Average.ShouldBe(expected, string.Join(' ', cells));
        }
    }

    [Fact]
    public void Indicators_count_by_their_formulas()
    {
        StatementCell Grade(string? symbol, int? rank, bool na = false) => new(symbol, true, rank, na, rank * 100);
        var cells = new[] { Grade("5", 5), Grade("5", 5), Grade("4", 4), Grade("3", 3), Grade("2", 2), new StatementCell("н/а", true, 2, true), new("осв", true, null, false), Grade(null, null) };
        Indicators.Of(cells).ShouldBe(new Indicators(6, 6667, 5000, 5383, 380));
        Indicators.Of([Grade(null, null)]).Count.ShouldBe(0);
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
