using ElJournal.Kernel;

namespace ElJournal.Control.Remarks;

/// <summary>What holds for every step of a remark's life.</summary>
internal static class RemarkRules
{
    public const int LongestWords = 2000;

    /// <summary>No school waits longer.</summary>
    public const int LongestWait = 366;

    /// <summary>The remark is another one than the sender has seen, or none: its right was asked for something else.</summary>
    public static Outcome? ForbidUnknown(Remark? remark, RemarkTarget target) =>
        remark is null || remark.Target != target ? Outcome.Refused(Refusals.RemarkIsUnknown) : null;

    public static Outcome? ForbidWords(Opening? words, bool required) =>
        (words?.Value.Trim().Length ?? 0) is var length && (length > LongestWords || (required && length == 0))
            ? Outcome.Refused(Refusals.RemarkLacksWords, LongestWords) : null;

    public static Outcome? ForbidDue(DateOnly due, DateOnly today) =>
        due < today || due > today.AddDays(LongestWait) ? Outcome.Refused(Refusals.RemarkDueIsOff, today) : null;

    /// <summary>Words that say nothing are none.</summary>
    public static PersonalText? Sealed(Opening? words) => string.IsNullOrWhiteSpace(words?.Value) ? null : words.Sealed;
}
