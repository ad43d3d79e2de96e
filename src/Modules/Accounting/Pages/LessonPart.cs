using System.Globalization;
using ElJournal.Accounting.Journal;
using ElJournal.Ui;
using Microsoft.AspNetCore.Components;

namespace ElJournal.Accounting.Pages;

/// <summary>A part of the lesson's page: what it shows, what was typed and refused.</summary>
public abstract class LessonPart : ComponentBase
{
    protected static Texts T => PageTexts.All;

    [Parameter, EditorRequired] public required JournalPage Page { get; set; }

    [Parameter, EditorRequired] public required LessonColumn Lesson { get; set; }

    [Parameter, EditorRequired] public required LessonSheet Sheet { get; set; }

    /// <summary>What was typed and not accepted, by field name.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Typed { get; set; } = new Dictionary<string, string>();

    /// <summary>Why it was refused, by field name.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Problems { get; set; } = new Dictionary<string, string>();

    [CascadingParameter(Name = "FormGuard")] public RenderFragment? Guard { get; set; }

    protected string? Value(string field, string? recorded) => Typed.TryGetValue(field, out var typed) ? typed : recorded;

    protected string? Invalid(string field) => Problems.ContainsKey(field) ? "true" : null;

    /// <summary>пн, 30 ноября · 2-й урок</summary>
    protected static string DueWords(LessonId due) => T.With("due.lesson", Short(due.Date), due.Slot);

    /// <summary>пн, 30 нояб.</summary>
    protected static string Short(DateOnly day) => day.ToString("ddd, d MMM", CultureInfo.CurrentUICulture);
}
