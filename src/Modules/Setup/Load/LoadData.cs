using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace ElJournal.Setup.Load;

/// <summary>What the script of the grid knows beside the table itself.</summary>
internal static class LoadData
{
    // Cyrillic as it is, and still every <, > and & escaped: safe inside a script element.
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static MarkupString Of(LoadSheet sheet, IReadOnlyList<LoadTeacher> teachers) => new(JsonSerializer.Serialize(
        new
        {
            locale = CultureInfo.CurrentUICulture.Name,
            rate = sheet.Rate,
            teachers = teachers.Select(t => new { id = t.Staff.Value, n = t.Name, h = t.Hours, s = t.Subjects.Select(s => s.Value) }),
            texts = LoadEndpoints.Words.Under("js."),
        },
        Compact));
}
