using ElJournal.Accounting;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Lessons;
using ElJournal.Control;
using ElJournal.Control.Tests.Judged;
using ElJournal.Sample;
using ElJournal.Sample.Living;
using ElJournal.Setup;

namespace ElJournal.Reporting.Tests.Judged;

/// <summary>
/// What makes a report difficult, on top of <see cref="EdgeLife"/>: grades of terms with н/а and осв., of who has changed class, corrected, withdrawn, brought
/// and retaken; «2» that stand, are slips, are corrected, withdrawn and made good; absences that stand by a document.
/// </summary>
internal static class EdgeGrades
{
    private static readonly string[] Marks = ["5", "4", "4", "3", "3", "2", "н/а", "осв"];

    public static IReadOnlyList<YearEvent> Live(long seed)
    {
        var life = new EdgeLife(seed).Live();
        var dice = new Dice(seed).For("reports");
        var more = new List<YearEvent>();
        foreach (var course in (CourseId[])[EdgeSchool.AlgebraA, EdgeSchool.AlgebraB, EdgeSchool.EnglishOne, EdgeSchool.EnglishTwo, EdgeSchool.AlgebraHome, EdgeSchool.ChemistryA])
        {
            foreach (var term in (TermId[])[new("q1"), new("q2"), YearPages.Annual]) Grade(course, term);
        }
        foreach (var lesson in life.Select(e => e.Event).OfType<LessonOpened>().Select(e => e.Lesson).Distinct().ToList())
        {
            if (dice.Below(3) == 0) Fail(lesson);
            if (dice.Below(6) == 0) Explain(lesson);
            if (dice.Below(7) == 0) Plan(lesson);
        }
        return [.. life.Concat(more).Select((e, i) => (Event: e, Place: i)).OrderBy(e => e.Event.At).ThenBy(e => e.Place).Select(e => e.Event)];

        void Grade(CourseId course, TermId term)
        {
            var at = new DateTime(2025, term.Value == "q1" ? 10 : 12, 24, 9, 0, 0, DateTimeKind.Utc);
            foreach (var pupil in EdgeSchool.Pupils.Where(_ => dice.Below(5) > 0))
            {
                var grade = Marks[dice.Below(Marks.Length)];
                if (dice.Below(6) == 0) Say(at.AddHours(-1), new TermGradeBrought(course, term, pupil, grade, BroughtFrom.School, "Выписка 3"));
                else Say(at, new TermGradeSet(course, term, pupil, grade, null, null, null));
                if (dice.Below(5) == 0) Say(at.AddHours(1), new TermGradeCorrected(course, term, pupil, dice.Below(3) == 0 ? null : Marks[dice.Below(Marks.Length)], null, "typo", null));
                if (dice.Below(9) == 0) Say(at.AddHours(2), new TermGradeRetaken(course, term, pupil, "3", "2", "Приказ 5", "П-1", new(2025, 12, 1)));
            }

            void Say(DateTime when, object e) => more.Add(new YearEvent(when, TermPages.Stream(course, term), typeof(TermPage), e, EdgeSchool.By, dice.Guid()));
        }

        void Fail(LessonId lesson)
        {
            var pupil = EdgeSchool.Pupils[dice.Below(EdgeSchool.Pupils.Count)];
            var at = lesson.Date.ToDateTime(new TimeOnly(13, 0), DateTimeKind.Utc);
            Enter(lesson, at, new GradeRecorded(lesson, pupil, 2, "2"));
            switch (dice.Below(6))
            {
                case 0: Enter(lesson, at.AddMinutes(5), new GradeCorrected(lesson, pupil, 2, "4", null, null)); break;
                case 1: Enter(lesson, at.AddDays(1), new GradeCorrected(lesson, pupil, 2, "4", "retake", null)); break;
                case 2: Enter(lesson, at.AddDays(1), new GradeCorrected(lesson, pupil, 2, null, "typo", null)); break;
                case 3: Enter(lesson, at.AddDays(2), new GradeRecorded(lesson, pupil, 3, "3")); break;
                case 4: Enter(lesson, at.AddDays(2), new GradeCorrected(lesson, pupil, 2, "3", "retake", null)); Enter(lesson, at.AddDays(3), new GradeCorrected(lesson, pupil, 2, "2", "typo", null)); break;
            }
        }

        void Plan(LessonId lesson)
        {
            var id = new ControlWorkId($"work-{lesson.Course}-{lesson.Date:yyyyMMdd}-{lesson.Slot}");
            var at = EdgeSchool.First.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
            Say(new ControlWorkPlanned(id, EdgeSchool.Year, lesson.Course, lesson.Date.AddDays(dice.Below(4) == 0 ? 1 : 0), lesson.Slot, 1 + dice.Below(2), ControlForms.Written, ControlLevels.School, "Тема", null));
            if (dice.Below(2) == 0) Say(new ControlWorkMoved(id, lesson.Date, lesson.Slot, 1, null));
            if (dice.Below(8) == 0) Say(new ControlWorkCancelled(id, null));

            void Say(object e) => more.Add(new YearEvent(at, id.Stream, typeof(Control.Works.ControlWork), e, EdgeSchool.By, dice.Guid()));
        }

        void Explain(LessonId lesson)
        {
            var pupil = EdgeSchool.Pupils[dice.Below(EdgeSchool.Pupils.Count)];
            var at = lesson.Date.ToDateTime(new TimeOnly(15, 0), DateTimeKind.Utc);
            Enter(lesson, at, new AttendanceMarked(lesson, pupil, "Н"));
            Enter(lesson, at.AddDays(2), new AbsenceExplained(lesson, pupil, "Б", new AbsenceDocumentId("doc-1"), "certificate"));
            if (dice.Below(3) == 0) Enter(lesson, at.AddDays(3), new AbsenceExplanationWithdrawn(lesson, pupil, "Н", new AbsenceDocumentId("doc-1")));
            if (dice.Below(2) == 0) Enter(lesson, at.AddDays(4), new GradeRecorded(lesson, pupil, 0, "4"));
        }

        void Enter(LessonId lesson, DateTime at, object e) => more.Add(new YearEvent(at, lesson.Stream, typeof(Lesson), e, EdgeSchool.By, dice.Guid()));
    }
}
