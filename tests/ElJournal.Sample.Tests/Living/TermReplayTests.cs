using ElJournal.Accounting;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Terms;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>Grades of terms and closings are those that the product would have proposed and found, looking at the page at that moment.</summary>
public class TermReplayTests
{
    private const int Every = 31;

    private static readonly SchoolPlan Plan = RealPlan.Plan;
    private static readonly PlannedSchool School = new(Plan);
    private static readonly TermGradeRulesSet Rules = SampleRules.TermGrades(Plan.Year.From);
    private static readonly GradingSystem Five = SampleRules.Systems(Plan.Year.From).Systems[0];

    [Fact]
    public void Proposals_and_gaps_are_those_of_the_product()
    {
        var grades = 0;
        foreach (var course in Plan.Courses.Where((_, i) => i % Every == 3))
        {
            var (level, card, roster) = (School.LevelOf(course), School.Course(course), School.Roster(course));
            if (level == 1) continue;
            var year = School.Year(level);
            var lessons = new Dictionary<LessonId, Lesson>();
            var marks = new Dictionary<(TermId, PupilId), string>();
            (DateTime At, TermId Term, IReadOnlyDictionary<PupilId, Proposal>? Of) known = default;
            foreach (var e in RealPlan.Events.Where(e => Belongs(e, course.Id)))
            {
                if (e.Model == typeof(Lesson)) Fold(lessons, e);
                switch (e.Event)
                {
                    case TermGradeSet { Term.Value: not "annual" } g:
                        if (known.At != e.At || known.Term != g.Term) known = (e.At, g.Term, Propose(g.Term, PlannedSchool.Card.DayAt(e.At), out _));
                        var proposal = known.Of![g.Pupil];
                        g.Proposed.ShouldBe(proposal.Grade, $"{e.Stream}, {proposal}");
                        (g.Reason is not null && g.Note is not null).ShouldBe(proposal.Differs(g.Grade), e.Stream);
                        marks[(g.Term, g.Pupil)] = g.Grade;
                        grades++;
                        break;
                    case TermGradeBrought b:
                        marks[(b.Term, b.Pupil)] = b.Grade;
                        break;
                    case PageClosed { Term.Value: not "annual" } c:
                        var proposals = Propose(c.Term, PlannedSchool.Card.DayAt(e.At), out var page);
                        var needed = page.Pupils.Where(row => !(row.Left <= c.To)).ToList();
                        Gap(c, PageGaps.Topics).ShouldBe(page.Lessons.Count(l => l is { WasHeld: true, Topic: null }), e.Stream);
                        if (marks.Count == 0) break;
                        Gap(c, PageGaps.FewGrades).ShouldBe(needed.Count(row => proposals[row.Pupil].Short > 0), e.Stream);
                        Gap(c, PageGaps.TermGrades).ShouldBe(needed.Count(row => !marks.ContainsKey((c.Term, row.Pupil))), e.Stream);
                        break;
                }
            }

            IReadOnlyDictionary<PupilId, Proposal> Propose(TermId id, DateOnly today, out JournalPage page)
            {
                var term = Plan.Year.TermsOf(level).First(t => t.Id == id);
                var built = page = PageBuilder.Build(
                    new PageSources(card, roster, "", year, term, School.Rules, School.Timetable(course), [], lessons, new Dictionary<PupilId, string>(), null, today), false);
                return page.Pupils.ToDictionary(row => row.Pupil, row => Proposals.OfTerm(built, row, term, new TermRuling(Five, Rules, level, course.Hours * 100), null));
            }
        }
        grades.ShouldBeGreaterThan(500);
    }

    private static bool Belongs(YearEvent e, CourseId course) =>
        e.Stream.StartsWith($"lesson/{course}/", StringComparison.Ordinal) || e.Stream.StartsWith($"termpage/{course}/", StringComparison.Ordinal);

    private static void Fold(Dictionary<LessonId, Lesson> lessons, YearEvent e)
    {
        var id = LessonId.Parse(e.Stream["lesson/".Length..]);
        var made = Caused.By(e.Cause, e.Event);
        (made.Version, made.UserName) = (1, e.By.Account.Value);
        lessons[id] = LessonFold.Next(lessons.GetValueOrDefault(id), made)!;
    }

    private static int Gap(PageClosed page, string kind) => page.Gaps.FirstOrDefault(g => g.Kind == kind)?.Count ?? 0;
}
