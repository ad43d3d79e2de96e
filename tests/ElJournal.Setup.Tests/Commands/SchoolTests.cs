using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class SchoolTests
{
    private static readonly SchoolId School = SchoolId.From("sample");
    private static readonly FoundSchool Found = new(A.Command, School, "Школа № 1", "Europe/Moscow");
    private static readonly SchoolFounded Founded = new(School, "Школа № 1", "Europe/Moscow");
    private static readonly FoundSchoolFacts Here = new(School);

    [Fact]
    public void A_school_is_founded_once() =>
        FoundSchoolHandler.Handle(Found, null, Here).ThenEvents(Founded);

    [Fact]
    public void Founding_it_again_with_the_same_words_changes_nothing() =>
        FoundSchoolHandler.Handle(Found, Spec.Given<SchoolCard>(Founded), Here).ThenNothing();

    [Fact]
    public void Founding_it_again_with_other_words_is_refused() =>
        FoundSchoolHandler.Handle(Found with { Name = "Лицей" }, Spec.Given<SchoolCard>(Founded), Here).ThenRefused(Refusals.SchoolIsFounded);

    [Fact]
    public void A_school_is_founded_only_by_those_who_work_in_it() =>
        FoundSchoolHandler.Handle(Found, null, new FoundSchoolFacts(SchoolId.From("other"))).ThenRefused(Refusals.SchoolIsOther);

    [Fact]
    public void An_unknown_time_zone_is_refused() =>
        FoundSchoolHandler.Handle(Found with { TimeZone = "Europe/Moskva" }, null, Here).ThenRefused(Refusals.TimeZoneIsUnknown);

    [Fact]
    public void A_school_without_a_name_is_refused() =>
        FoundSchoolHandler.Handle(Found with { Name = " " }, null, Here).ThenRefused(Refusals.NameIsEmptyOrLong);

    [Fact]
    public void A_subject_is_listed_once_whatever_its_spelling()
    {
        var add = new AddSubject(A.Command, A.Algebra, "Учёт");
        AddSubjectHandler.Handle(add, null, new AddSubjectFacts([])).ThenEvents(new SubjectAdded(A.Algebra, "Учёт"));
        var listed = Spec.Given<SubjectCard>(new SubjectAdded(SubjectId.From("other"), "учет"))!;
        AddSubjectHandler.Handle(add, null, new AddSubjectFacts([listed])).ThenRefused(Refusals.SubjectIsListed);
    }

    [Fact]
    public void A_class_is_formed_once_in_a_year()
    {
        var form = new FormClass(A.Command, A.Class7A, A.Year, 7, "А");
        FormClassHandler.Handle(form, null, new FormClassFacts(true, [])).ThenEvents(A.Formed7A);
        FormClassHandler.Handle(form, Spec.Given<ClassCard>(A.Formed7A), new FormClassFacts(true, [])).ThenNothing();
        var twin = Spec.GivenClass(A.Formed7A with { Class = ClassId.From("twin") })!;
        FormClassHandler.Handle(form, null, new FormClassFacts(true, [twin])).ThenRefused(Refusals.ClassIsFormed);
        var lastYear = Spec.GivenClass(A.Formed7A with { Class = ClassId.From("twin"), Year = YearId.From("2025-2026") })!;
        FormClassHandler.Handle(form, null, new FormClassFacts(true, [lastYear])).ThenEvents(A.Formed7A);
    }

    [Theory]
    [InlineData(0, "А")]
    [InlineData(12, "А")]
    [InlineData(7, "«А»")]
    [InlineData(7, "АБВГД")]
    public void A_class_no_school_has_is_refused(int level, string letter) =>
        FormClassHandler.Handle(new FormClass(A.Command, A.Class7A, A.Year, level, letter), null, new FormClassFacts(true, []))
            .ThenRefused(Refusals.ClassNameIsWrong);

    [Fact]
    public void A_class_of_a_year_that_is_not_open_is_refused() =>
        FormClassHandler.Handle(new FormClass(A.Command, A.Class7A, A.Year, 7, "А"), null, new FormClassFacts(false, []))
            .ThenRefused(Refusals.YearIsUnknown);

    [Theory]
    [InlineData("абв", "А|Б|В")]
    [InlineData("А/Б, В", "А|Б|В")]
    [InlineData("-", "")]
    public void Letters_are_read_as_people_write_them(string typed, string letters)
    {
        var read = ElJournal.Setup.Classes.ClassEndpoints.Letters(typed);
        string.Join('|', read).ShouldBe(letters);
        read.ShouldAllBe(letter => FormClassHandler.IsLetter(letter));
        FormClassHandler.IsLetter("А+Б").ShouldBeFalse();
    }
}
