using ElJournal.Sample.Living;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>The year is lived by the rules with which the sample school is set up.</summary>
public class CustomsTests
{
    private static readonly DateOnly From = new(2025, 9, 1);

    [Fact]
    public void Codes_weights_and_terms_are_those_of_the_school()
    {
        var rules = SampleRules.Rules(From);
        rules.WorkTypes.ShouldAllBe(w => Customs.WeightOf(w.Code) == w.Weight);
        new[] { Customs.Control, Customs.Independent, Customs.Test }.ShouldBeSubsetOf(rules.WorkTypes.Select(w => w.Code));
        new[] { Customs.Absent, Customs.Ill, Customs.Excused, Customs.Late }.ShouldBeSubsetOf(rules.Attendance.Select(a => a.Letter));
        new[] { Customs.Typo, Customs.Retake }.ShouldBeSubsetOf(rules.Reasons.Select(r => r.Code));
        SampleRules.Marking(From).PointDays.ShouldBe(Customs.PointDays);
        Setup.Grading.CorrectionDraft.Usual(From, "", "", "", "").WindowDays.ShouldBe(Customs.WindowDays);
        var absences = Setup.Grading.AbsenceDraft.Usual(From, rules.Attendance, "");
        absences.AttachDays.ShouldBe(Customs.AttachDays);
        absences.Explained.ShouldBe([Customs.Absent]);
        absences.Kinds.ToDictionary(k => k.Code, k => k.Letter).ShouldBe(new Dictionary<string, string>
        {
            [Customs.Medical] = Customs.Ill,
            [Customs.Parents] = Customs.Excused,
            [Customs.Order] = Customs.Excused,
            [Customs.Call] = Customs.Excused,
        });
        new[] { Customs.Event, Customs.ClassAbsent }.ShouldBeSubsetOf(Setup.Grading.LessonLifeDraft.Usual(From, "").NotHeld.Select(r => r.Code));
    }

    [Fact]
    public void Grades_of_terms_come_by_the_thresholds_and_minimums_of_the_school()
    {
        var (system, terms) = (SampleRules.Systems(From).Systems[0], SampleRules.TermGrades(From));
        foreach (var average in Enumerable.Range(200, 301)) Customs.Proposed(average).ShouldBe(system.Thresholds.First(t => average >= t.From).Symbol);
        foreach (var kind in new[] { "quarter", "half_year" })
            foreach (var hours in Enumerable.Range(1, 6)) Customs.MinimumOf(kind, hours).ShouldBe(terms.MinimumOf(kind, hours * 100)!.Grades);
        terms.NotAttested.ShouldBe(new NotAttestedRule(Customs.NotAttested, Customs.NotAttestedPercent, true, terms.NotAttested.Clause));
        new[] { Customs.Dynamics, Customs.DecidingControl }.ShouldBeSubsetOf(terms.Reasons.Select(r => r.Code));
    }
}
