using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace ElJournal.Accounting.Pages;

/// <summary>What the day's script knows beside the list: whose entries wait on this device, and words for them.</summary>
internal static class DayData
{
    public static MarkupString Of(DayPage day, string user) => new(JsonSerializer.Serialize(
        new
        {
            user,
            locale = CultureInfo.CurrentUICulture.Name,
            courses = day.Journals.GroupBy(journal => journal.Course.Value).ToDictionary(group => group.Key, group => $"{group.First().ClassName} · {group.First().Subject}"),
            texts = new { waits = PageTexts.All["day.waits"], asks = PageTexts.All["day.asks"], leave = PageTexts.All["day.leave"] },
        },
        JournalData.Compact));
}
