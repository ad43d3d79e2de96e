using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Closing;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>Отметки за периоды и год: as the rules propose, now and then otherwise; those of other schools and of home by their papers.</summary>
internal sealed class Terms(World world)
{
    private static readonly string[] Words = ["Учтена положительная динамика к концу периода", "Решающей считаю итоговую контрольную работу", "Учтены ответы последних уроков"];

    private readonly Dictionary<(SubjectId, TermId, PupilLife), string> bySubject = [];
    private int papers = 30;

    /// <summary>Puts down when grades of terms are set: on the last two days, those of the year right after the last term.</summary>
    public void Expect()
    {
        foreach (var course in world.Courses.Where(c => c.Graded))
        {
            var terms = world.Year.TermsOf(course.Level);
            foreach (var term in terms)
            {
                var days = world.SchoolDays(course.Level).Where(d => d >= term.From && d <= term.To).TakeLast(2).ToList();
                if (days.Count == 0) continue;
                var dice = course.Dice.For("term", world.Year.Made(term.Id));
                var at = World.At(dice.Chance(0.65) ? days[^1] : days[0], 930 + (dice.Share() * 240));
                // A story may wait for the evening of the last day.
                if (course.Bends is not null) at = World.At(days[^1], 1225 + (dice.Share() * 5));
                world.Agenda.Put(at, () => Set(course, term, dice));
                world.Agenda.Put(at.AddMinutes(10 + (dice.Share() * 60)), () => Home(course, term));
                if (term == terms[^1]) world.Agenda.Put(at.AddMinutes(90 + (dice.Share() * 30)), () => SetYear(course, terms, dice));
            }
            foreach (var member in course.Members.Where(m => m.From > terms[0].To && m.Pupil.Plan.From == m.From)) Arrive(course, member, terms);
        }
    }

    /// <summary>What the lessons of a term come to, as the program reckons it.</summary>
    public static (int? Average, int Count, int Lessons, int Missed) Sum(CourseLife course, Member member, Term term, DateOnly today)
    {
        var (sum, weights, count, held, missed) = (0L, 0L, 0, 0, 0);
        foreach (var lesson in course.LessonsOf(term.Id))
        {
            if (!member.Sits(lesson.Id.Date)) continue;
            if (lesson.WasHeld && lesson.Id.Date <= today) held++;
            if (!lesson.Cells.TryGetValue(member.Pupil, out var cell)) continue;
            if (lesson.WasHeld && cell.Attendance is Customs.Absent or Customs.Ill or Customs.Excused) missed++;
            count += cell.Grades.Count;
            foreach (var grade in cell.Grades)
            {
                sum += (grade[0] - '0') * 100 * Customs.WeightOf(lesson.WorkType);
                weights += Customs.WeightOf(lesson.WorkType);
            }
        }
        return (weights == 0 ? null : (int)(((sum * 2) + weights) / (weights * 2)), count, held, missed);
    }

    /// <summary>Whose row of a page needs a grade.</summary>
    public static IEnumerable<Member> Rows(CourseLife course, DateOnly to) => course.Members.Where(m => m.From <= to && !(m.Left <= to));

    private void Set(CourseLife course, Term term, Dice dice)
    {
        var today = DateOnly.FromDateTime(world.Agenda.Now + Customs.Offset);
        var by = world.Sessions.Teacher(course.Teacher, world.Agenda.Now);
        foreach (var member in Rows(course, term.To).Where(m => m.Elsewhere is null && m.From <= today))
        {
            var (average, count, lessons, missed) = Sum(course, member, term, today);
            var few = count < Customs.MinimumOf(term.Kind, course.Plan.Hours) || count == 0;
            if (lessons > 0 && missed * 100 >= Customs.NotAttestedPercent * lessons && few) Put(course, term.Id, member.Pupil, by, Customs.NotAttested, Customs.NotAttested, null);
            else if (average is { } known) Put(course, term.Id, member.Pupil, by, Decide(known, dice, out var reason), Customs.Proposed(known), reason, dice);
        }
    }

    /// <summary>The teacher decides: usually as proposed, near a border now and then otherwise.</summary>
    private static string Decide(int average, Dice dice, out string? reason)
    {
        var (proposed, near) = (Customs.Proposed(average), average % 100);
        (var grade, reason) = (average, near) switch
        {
            ( >= 235 and < 450, >= 35 and < 50) when dice.Chance(0.12) => (Up(proposed), Customs.Dynamics),
            ( >= 350, >= 50 and < 58) when dice.Chance(0.03) => (Down(proposed), Customs.DecidingControl),
            _ => (proposed, (string?)null),
        };
        return grade;
    }

    private void SetYear(CourseLife course, IReadOnlyList<Term> terms, Dice dice)
    {
        var by = world.Sessions.Teacher(course.Teacher, world.Agenda.Now);
        foreach (var member in Rows(course, world.Year.To))
        {
            var grades = terms.Select(t => (Term: t, Grade: bySubject.GetValueOrDefault((course.Subject.Id, t.Id, member.Pupil))))
                .Where(t => t.Grade is not null || member.From <= t.Term.To).Select(t => t.Grade).ToList();
            if (grades.Count == 0 || grades.Contains(null)) continue;
            var sum = grades.Where(g => g != Customs.NotAttested).Sum(g => g![0] - '0');
            var proposed = grades.Contains(Customs.NotAttested) ? Customs.NotAttested : (((sum * 2) + grades.Count) / (grades.Count * 2)).ToString(CultureInfo.InvariantCulture);
            var better = proposed is "3" or "4" && (sum * 2) % (grades.Count * 2) >= grades.Count * 0.4 && dice.Chance(0.01);
            Put(course, YearPages.Annual, member.Pupil, by, better ? Up(proposed) : proposed, proposed, better ? Customs.Dynamics : null, dice);
        }
    }

    private void Put(CourseLife course, TermId term, PupilLife pupil, Actor by, string grade, string proposed, string? reason, Dice? dice = null)
    {
        if (course.TermGrades.ContainsKey((term, pupil))) return;
        var note = reason is null ? null : world.Record.Words(dice!.One(Words));
        Record(course, term, pupil, by, grade, new TermGradeSet(course.Plan.Id, term, pupil.Plan.Id, grade, proposed, reason, note?.Sealed), note);
    }

    private void Record(CourseLife course, TermId term, PupilLife pupil, Actor by, string grade, object e, Opening? words = null)
    {
        world.Record.Add(world.Record.Cause(), by, TermPages.Stream(course.Plan.Id, term), typeof(TermPage), e, words: words);
        course.TermGrades[(term, pupil)] = bySubject[(course.Subject.Id, term, pupil)] = grade;
    }

    /// <summary>Who is taught at home has the grade of there on the page of the class.</summary>
    private void Home(CourseLife course, Term term)
    {
        foreach (var member in Rows(course, term.To))
        {
            if (member.Elsewhere is not { } home || !home.TermGrades.TryGetValue((term.Id, member.Pupil), out var grade)) continue;
            Bring(course, term.Id, member.Pupil, grade, BroughtFrom.Home, string.Create(CultureInfo.InvariantCulture, $"Ведомость обучения на дому № {++papers} от {term.To:dd.MM.yyyy}"));
        }
    }

    /// <summary>A newcomer brings the grades of the terms before.</summary>
    private void Arrive(CourseLife course, Member member, IReadOnlyList<Term> terms)
    {
        var dice = member.Pupil.Dice.For("brought", course.Plan.Id.Value);
        var paper = string.Create(CultureInfo.InvariantCulture, $"Справка с отметками от {member.From.AddDays(-2):dd.MM.yyyy}");
        world.Agenda.Put(World.At(member.From.AddDays(1), 600 + (dice.Share() * 400)), () =>
        {
            foreach (var term in terms.Where(t => t.To < member.From))
                Bring(course, term.Id, member.Pupil, world.Grading.Throw(course, member, dice, false, 0.5).ToString(CultureInfo.InvariantCulture), BroughtFrom.School, paper);
        });
    }

    private void Bring(CourseLife course, TermId term, PupilLife pupil, string grade, string source, string document)
    {
        if (course.Closed.Contains(term)) return;
        Record(course, term, pupil, world.Sessions.Teacher(course.Teacher, world.Agenda.Now), grade, new TermGradeBrought(course.Plan.Id, term, pupil.Plan.Id, grade, source, document));
    }

    private static string Up(string grade) => grade switch { "2" => "3", "3" => "4", _ => "5" };

    private static string Down(string grade) => grade switch { "5" => "4", "4" => "3", _ => grade };
}
