using ElJournal.Access.SigningIn;

namespace ElJournal.Access.Own;

/// <summary>A notice as its owner reads it.</summary>
internal static class NoticeWords
{
    public static string Of(Notice notice)
    {
        if (notice.Kind == Notice.Message) return AccessTexts.Of("notice.message", notice.Text);
        var place = string.Join(", ", new[] { notice.Device, notice.Address }.Where(text => text.Length > 0));
        return AccessTexts.Of("notice." + notice.Kind, place.Length > 0 ? $" ({place})" : "");
    }
}
