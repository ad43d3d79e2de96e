using System.Globalization;
using ElJournal.Sample.Plan;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Plan;

public class PlanPeopleTests
{
    private static readonly SchoolPlan School = SchoolPlans.Make(12);

    [Theory]
    [InlineData("Соколов", "Соколова")]
    [InlineData("Покровский", "Покровская")]
    [InlineData("Толстой", "Толстая")]
    [InlineData("Шевченко", "Шевченко")]
    [InlineData("Цой", "Цой")]
    [InlineData("Черных", "Черных")]
    [InlineData("Семёнов-Орлов", "Семёнова-Орлова")]
    public void A_surname_has_its_feminine_form(string his, string hers) => NameBook.Feminine(his).ShouldBe(hers);

    [Theory]
    [InlineData("Сергеевич", "Сергеевна")]
    [InlineData("Ильич", "Ильинична")]
    [InlineData("Никитич", "Никитична")]
    [InlineData("Львович", "Львовна")]
    [InlineData("Рашид оглы", "Рашид кызы")]
    public void A_patronymic_has_its_feminine_form(string sons, string daughters) => NameBook.Daughterly(sons).ShouldBe(daughters);

    [Fact]
    public void Ages_fit_the_year_level()
    {
        foreach (var pupil in School.Pupils)
        {
            var level = School.Classes.First(c => c.Id == pupil.Class).Level;
            var age = (new DateOnly(2025, 9, 1).DayNumber - pupil.Card.Born!.Value.DayNumber) / 365.25;
            age.ShouldBeInRange(level + 5.4, level + 7.6, pupil.Card.ToString());
        }
    }

    [Fact]
    public void Everybody_is_represented_and_a_parent_is_older()
    {
        var wards = School.Guardians.SelectMany(g => g.Wards.Select(w => (Guardian: g, w.Pupil))).ToLookup(x => x.Pupil, x => x.Guardian);
        foreach (var pupil in School.Pupils)
        {
            wards[pupil.Id].ShouldNotBeEmpty();
            wards[pupil.Id].ShouldAllBe(g => pupil.Card.Born!.Value.Year - g.Card.Born!.Value.Year >= 20);
        }
    }

    [Fact]
    public void Children_bear_the_fathers_name()
    {
        var pupils = School.Pupils.ToDictionary(p => p.Id);
        foreach (var (father, pupil) in School.Guardians.SelectMany(g => g.Wards.Where(w => w.Relation == "father").Select(w => (g.Card, pupils[w.Pupil].Card))))
        {
            NameBook.Feminine(father.Family).ShouldBe(pupil.Sex == "Ж" ? pupil.Family : NameBook.Feminine(pupil.Family));
            pupil.Patronymic?[0].ShouldBe(father.Given[0]);
        }
    }

    [Fact]
    public void Brothers_and_sisters_have_names_of_their_own()
    {
        var pupils = School.Pupils.ToDictionary(p => p.Id);
        foreach (var guardian in School.Guardians.Where(g => g.Wards.Count > 1))
            guardian.Wards.Select(w => pupils[w.Pupil].Card.Given).ShouldBeUnique();
    }

    [Fact]
    public void Orders_are_numbered_as_they_were_signed_and_nobody_moves_twice()
    {
        var moves = School.Pupils.SelectMany(p => new (DateOnly Day, string? Order)[] { (p.From, p.Order), (p.Moves?.From ?? default, p.Moves?.Order), (p.Left?.From ?? default, p.Left?.Order) })
            .Where(m => m.Order is not null).Select(m => (m.Day, Order: m.Order!)).OrderBy(m => NumberOf(m.Order)).ToList();
        moves.Count.ShouldBe(25 + 22 + 8);
        moves.Select(m => NumberOf(m.Order)).ShouldBeUnique();
        moves.Select(m => m.Day).ShouldBe(moves.Select(m => m.Day).Order());
        School.Pupils.ShouldAllBe(p => (p.Order != null ? 1 : 0) + (p.Moves != null ? 1 : 0) + (p.Left != null ? 1 : 0) + (p.Plan != null ? 1 : 0) + (p.Truant ? 1 : 0) <= 1);
        School.Pupils.Where(p => p.Left is not null).ShouldAllBe(p => DepartureReasons.All.Contains(p.Left!.Reason));
    }

    private static int NumberOf(string order) => int.Parse(order[2..order.IndexOf('-', StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    [Fact]
    public void No_class_grows_beyond_thirty()
    {
        foreach (var day in new DateOnly[] { new(2025, 9, 1), new(2025, 12, 1), new(2026, 3, 2), new(2026, 5, 26) })
            School.Classes.ShouldAllBe(c => School.Pupils.Count(p => p.ClassOn(day) == c.Id) <= 30);
    }
}
