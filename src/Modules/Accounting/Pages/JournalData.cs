using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ElJournal.Accounting.Journal;
using Microsoft.AspNetCore.Components;

namespace ElJournal.Accounting.Pages;

/// <summary>What the grid's script knows beside the table itself, as JSON in a data block of the page. Names and marks it reads from the table.</summary>
public static class JournalData
{
    internal static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        // Cyrillic as it is, and still every <, > and & escaped: safe inside a script element.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static MarkupString Of(JournalPage page, string? user, string? zone, string locale)
    {
        var data = new
        {
            user,
            zone,
            locale,
            write = page.MayWrite && page.Moment is null,
            course = page.Course.Value,
            free = page.Regulated ? 1 : page.Rules.FreeMinutes,
            today = page.Today.ToString("yyyy-MM-dd"),
            absent = page.Rules.AbsentGrades,
            notes = page.Pupils.SelectMany((p, r) => p.Cells.Select((cell, c) => (cell, r, c)))
                .Where(n => n.cell is { } cell && (cell.Due is not null || cell.CommentVersion > 0))
                .Select(n => new { n.r, n.c, text = n.cell!.Comment, v = n.cell.CommentVersion, due = n.cell.Due?.ToString("yyyy-MM-dd") }),
            signIn = Addresses.SignIn,
            lessons = page.Lessons.Select(l => new
            {
                d = l.Date.ToString("yyyy-MM-dd"),
                s = l.Slot,
                topic = l.Topic,
                plan = l.PlannedTopic,
                item = l.PlanItem,
                tv = l.TopicVersion,
                hw = l.Homework,
                min = l.HomeworkMinutes,
                hv = l.HomeworkVersion,
                wt = l.WorkType,
                wv = l.WorkTypeVersion,
                sh = ColumnWords.Of(l),
                off = l.IsOff,
            }),
            min = page.Scale?.Minimum,
            marks = page.Scale?.Thresholds.Select(t => new { s = t.Symbol, v = t.From }),
            pupils = page.Pupils.Select(p => p.Pupil.Value),
            versions = page.Pupils.Select(p => p.Cells.Select(c => c?.Version ?? 0)),
            grades = page.Rules.Grades.Select(g => new { s = g.Symbol, v = g.Hundredths, low = CellStyle.IsLow(g) }),
            codes = page.Rules.Attendance.Select(a => new { l = a.Letter, n = a.Name, k = CellStyle.Of(a) }),
            reasons = page.Rules.Reasons.Select(r => r.Code),
            kinds = page.Rules.WorkTypes.Select(w => new { c = w.Code, l = w.Letter, n = w.Name, w = w.Weight }),
            texts = PageTexts.All.Under("js."),
        };
        return new MarkupString(JsonSerializer.Serialize(data, Compact));
    }
}
