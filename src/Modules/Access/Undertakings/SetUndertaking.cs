using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Access.Undertakings;

/// <summary>Утвердить текст обязательства (Z-19): the next version, which everybody signs anew.</summary>
public sealed record SetUndertaking(Guid CommandId, string Text, string Act) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccessStreams.Undertaking;
}

public static class SetUndertakingHandler
{
    public const int LongestText = 8000;

    public static (Outcome, Events) Handle(
        SetUndertaking command, [WriteAggregate(nameof(SetUndertaking.Stream), Required = false)] Undertaking? undertaking)
    {
        var text = command.Text.ReplaceLineEndings("\n").Trim();
        if (text.Length is 0 or > LongestText) return (Outcome.Refused(Refusals.TextIsMissing, LongestText), []);
        if (string.IsNullOrWhiteSpace(command.Act)) return (Outcome.Refused(Refusals.ActIsMissing), []);
        if (undertaking?.Current is { } current && current.Text == text && current.Act == command.Act.Trim()) return (Outcome.Accepted, []);
        return (Outcome.Accepted, [new UndertakingSet((undertaking?.Current.Version ?? 0) + 1, text, command.Act.Trim())]);
    }
}
