using ElJournal.Ui;

namespace ElJournal.Accounting.Debts;

/// <summary>What a debt waits for, in words.</summary>
internal static class DebtWords
{
    private static Texts T => DebtTexts.All;

    public static string State(OwedDebt debt) => debt.State switch
    {
        DebtState.Waiting when debt.Attempt > 1 => T.With("state.Again", debt.Attempt, debt.Of),
        DebtState.Appointed => T.With(debt.Commission ? "state.Commission" : "state.Appointed", debt.Attempt, debt.Of),
        _ => T["state." + debt.State],
    };

    /// <summary>пересдача 14.09.2027; до 31.12.2027.</summary>
    public static string Until(OwedDebt debt) =>
        debt is { State: DebtState.Appointed, Retake: { } retake } ? T.With("on", retake.Date) : T.With("by", debt.Due);
}
