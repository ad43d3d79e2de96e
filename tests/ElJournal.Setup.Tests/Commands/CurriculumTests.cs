using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class CurriculumTests
{
    private static readonly SubjectId Physics = SubjectId.From("physics");
    private static readonly SubjectCard[] Subjects = [Spec.Given<SubjectCard>(A.AlgebraAdded)!, Spec.Given<SubjectCard>(new SubjectAdded(Physics, "Физика"))!];
    private static readonly SetCurriculumFacts Facts = new(A.Calendar, [Spec.GivenClass(A.Formed7A)!, Spec.GivenClass(A.Formed7B)!], Subjects);
    private static readonly CurriculumLine Algebra3 = new(A.Algebra, 300, CurriculumParts.Federal, Layers.Core);
    private static readonly CurriculumLine HalfPhysics = new(Physics, 50, CurriculumParts.School, Layers.Core);
    private static readonly CurriculumSet General = new(A.Year, 7, null, [], A.YearFrom, [Algebra3]);

    [Fact]
    public void A_curriculum_is_set_and_the_same_lines_in_another_order_change_nothing()
    {
        Set(General with { Lines = [Algebra3, HalfPhysics] }).ThenEvents(General with { Lines = [Algebra3, HalfPhysics] });
        Set(General with { Lines = [HalfPhysics, Algebra3] }, General with { Lines = [Algebra3, HalfPhysics] }).ThenNothing();
        // What is in force already needs no second version.
        Set(General with { From = A.Day(1, 11) }, General).ThenNothing();
    }

    [Fact]
    public void A_profile_holds_for_its_classes_and_the_general_curriculum_for_the_others()
    {
        var profile = General with { Profile = "Инженерный", Classes = [A.Class7A], Lines = [Algebra3 with { Hours = 450 }] };
        Set(profile, General).ThenEvents(profile);
        var curriculum = Spec.Given<Curriculum>(General, profile)!;
        curriculum.Of(A.Class7A, 7, A.YearFrom)!.Lines[0].Hours.ShouldBe(450);
        curriculum.Of(A.Class7B, 7, A.YearFrom)!.Lines[0].Hours.ShouldBe(300);
        curriculum.Of(A.Class7B, 8, A.YearFrom).ShouldBeNull();
        Set(profile with { Profile = "Гуманитарный" }, General, profile).ThenRefused(Refusals.ClassHasProfile);

        var ended = profile with { From = A.Day(1, 11), Lines = [] };
        Set(ended, General, profile).ThenEvents(ended);
        Spec.Given<Curriculum>(General, profile, ended)!.Of(A.Class7A, 7, A.Day(2, 1))!.Lines[0].Hours.ShouldBe(300);
    }

    [Fact]
    public void A_later_version_does_not_rewrite_earlier_days()
    {
        var later = General with { From = A.Day(1, 11), Lines = [Algebra3 with { Hours = 400 }] };
        Set(later, General).ThenEvents(later);
        var curriculum = Spec.Given<Curriculum>(General, later)!;
        curriculum.Of(A.Class7A, 7, A.Day(12, 1))!.Lines[0].Hours.ShouldBe(300);
        curriculum.Of(A.Class7A, 7, A.Day(1, 11))!.Lines[0].Hours.ShouldBe(400);
    }

    [Fact]
    public void A_curriculum_that_cannot_be_is_refused_by_name()
    {
        Set(General with { Year = YearId.From("2030-2031") }, year: null).ThenRefused(Refusals.YearIsUnknown);
        Set(General with { Level = 12 }).ThenRefused(Refusals.YearLevelIsOff);
        Set(General with { From = A.YearTo.AddDays(1) }).ThenRefused(Refusals.DateIsOutsideYear);
        Set(General with { Lines = [] }).ThenRefused(Refusals.CurriculumIsEmpty);
        Set(General with { Lines = [Algebra3 with { Subject = SubjectId.From("none") }] }).ThenRefused(Refusals.SubjectIsUnknown);
        Set(General with { Lines = [Algebra3 with { Hours = 2100 }] }).ThenRefused(Refusals.CurriculumHoursAreOff);
        Set(General with { Lines = [Algebra3 with { Part = "other" }] }).ThenRefused(Refusals.PartIsUnknown);
        Set(General with { Lines = [Algebra3 with { Layer = Layers.Additional }] }).ThenRefused(Refusals.PartIsUnknown);
        Set(General with { Lines = [Algebra3, Algebra3 with { Hours = 100 }] }).ThenRefused(Refusals.CurriculumLineIsRepeated);
        Set(General with { Profile = "Инженерный" }).ThenRefused(Refusals.ProfileLacksClasses);
        Set(General with { Profile = "Инженерный", Level = 8, Classes = [A.Class7A] }).ThenRefused(Refusals.ClassIsOfOtherLevel);
    }

    [Fact]
    public void Norms_are_set_by_level_and_later_ones_do_not_rewrite_earlier_days()
    {
        var norms = new SanitaryNormsSet(A.YearFrom, FirstNorms.Levels, FirstNorms.Act);
        SetSanitaryNormsHandler.Handle(new SetSanitaryNorms(A.Command, norms), null).ThenEvents(norms);
        var standing = Spec.Given<LoadNorms>(norms)!;
        SetSanitaryNormsHandler.Handle(new SetSanitaryNorms(A.Command, norms with { Levels = [.. norms.Levels] }), standing).ThenNothing();
        var later = norms with { From = A.Day(1, 11), Levels = [new(7, 3100, null, 7, null)] };
        SetSanitaryNormsHandler.Handle(new SetSanitaryNorms(A.Command, later), standing).ThenEvents(later);
        Spec.Given<LoadNorms>(norms, later)!.On(A.Day(12, 1))!.Levels.Count.ShouldBe(11);
        Refused(norms with { Levels = [] }, Refusals.NormsLackLevels);
        Refused(norms with { Levels = [new(7, 9900, null, null, null)] }, Refusals.NormIsOff);
        Refused(norms with { Act = "" }, Refusals.NormsLackAct);

        static void Refused(SanitaryNormsSet norms, RefusalKind kind) => SetSanitaryNormsHandler.Handle(new SetSanitaryNorms(A.Command, norms), null).ThenRefused(kind);
    }

    [Fact]
    public void A_subject_is_described_and_the_same_again_changes_nothing()
    {
        var command = new DescribeSubject(A.Command, A.Algebra, "Алгебра", "Алг.", CurriculumParts.Federal, 5);
        var described = new SubjectDescribed(A.Algebra, "Алгебра", "Алг.", CurriculumParts.Federal, 5);
        var facts = new DescribeSubjectFacts(Subjects);
        DescribeSubjectHandler.Handle(command, Subjects[0], facts).ThenEvents(described);
        DescribeSubjectHandler.Handle(command, Spec.Given<SubjectCard>(A.AlgebraAdded, described), facts).ThenNothing();
        DescribeSubjectHandler.Handle(command, null, facts).ThenRefused(Refusals.SubjectIsUnknown);
        DescribeSubjectHandler.Handle(command with { Name = "" }, Subjects[0], facts).ThenRefused(Refusals.NameIsEmptyOrLong);
        DescribeSubjectHandler.Handle(command with { Name = "физика" }, Subjects[0], facts).ThenRefused(Refusals.SubjectIsListed);
        DescribeSubjectHandler.Handle(command with { Short = "Алгебра и нач. анализа" }, Subjects[0], facts).ThenRefused(Refusals.ShortNameIsLong);
        DescribeSubjectHandler.Handle(command with { Part = "x" }, Subjects[0], facts).ThenRefused(Refusals.PartIsUnknown);
        DescribeSubjectHandler.Handle(command with { Place = -1 }, Subjects[0], facts).ThenRefused(Refusals.PlaceIsOff);
    }

    private static (Outcome, Wolverine.Marten.Events) Set(CurriculumSet wanted, params object[] before) => Set(wanted, A.Calendar, before);

    private static (Outcome, Wolverine.Marten.Events) Set(CurriculumSet wanted, YearCalendar? year, params object[] before) => SetCurriculumHandler.Handle(
        new SetCurriculum(A.Command, wanted.Year, wanted.Level, wanted.Profile, wanted.Classes, wanted.From, wanted.Lines),
        Spec.Given<Curriculum>(before), Facts with { Year = year });
}
