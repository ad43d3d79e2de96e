using ElJournal.Access.Consents;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Setting;

/// <summary>Согласия (Z-3): asked of every family at the start; some refuse to be informed electronically, and one withdraws its refusal in October.</summary>
internal static class Consents
{
    public static void Ask(SchoolPlan plan, Office office, Action step, Action<Actor, DateOnly, ICommand> add)
    {
        var from = plan.Year.From;
        add(office.Administrator, plan.Year.Day(8, 29), new SetPersonalDataRules(
            SchoolSetUp.Command("personal data"), FirstPersonalDataRules.Rules(from, "Положение об обработке персональных данных, п. 3.1")));
        step();
        var guardians = plan.Guardians.SelectMany(g => g.Wards.Select(w => (w.Pupil, g.Id))).ToLookup(pair => pair.Pupil, pair => pair.Id);
        foreach (var kind in (string[])["processing", "e-information"])
        {
            foreach (var (place, pupil) in plan.Pupils.Index())
            {
                var day = pupil.From > from ? pupil.From : from.AddDays(place % 12);
                var state = kind == "e-information" && pupil.RefusesElectronic ? ConsentState.Refused : ConsentState.Given;
                GuardianId? by = guardians[pupil.Id].Any() ? guardians[pupil.Id].First() : null;
                add(office.Secretary, day, new RecordConsent(SchoolSetUp.Command("consent", kind, pupil.Id.Value), pupil.Id, pupil.Class, kind, state, day, "paper", by));
            }
            step();
        }
        if (plan.Pupils.FirstOrDefault(p => p.RefusesElectronic && p.From == from && p.Left is null && p.Moves is null) is not { } changed) return;
        var later = plan.Year.Day(10, 8);
        add(office.Secretary, later, new RecordConsent(
            SchoolSetUp.Command("consent after all", changed.Id.Value), changed.Id, changed.Class, "e-information", ConsentState.Given, later, "paper", guardians[changed.Id].First()));
        step();
    }
}
