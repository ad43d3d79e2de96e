using System.Globalization;
using System.Text;
using ElJournal.Forms;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>Forms of single lessons: blanks for a day without the program, and the answer about one grade.</summary>
internal static class LessonForms
{
    /// <summary>What a sheet has for its rows, in millimetres, and how tall a row may be: squared paper at the least.</summary>
    private const float Room = 205, Tallest = 7, Lowest = 4.6f;

    /// <summary>A class so large leaves room for one line more; others for two.</summary>
    private const int Large = 40;

    public static FormPart Emergency(EmergencyData data, PrintGround ground) => new(FormFiles.Emergency, new
    {
        School = ground.SchoolName,
        Of = data.Of ?? "",
        Date = data.Date.ToString("dddd, d MMMM yyyy 'г.'", InRussian.Culture),
        Lessons = data.Lessons.Select(l => new EmergencyForm(
            l.Called, l.Subject, $"{l.Slot}", l.Teacher ?? "", l.Topic ?? "", l.Pupils, Enumerable.Range(l.Pupils.Count + 1, Extra(l)).Select(n => $"{n}").ToList(), Height(l.Pupils.Count + Extra(l)))).ToList(),
    });

    public static FormPart Answer(AnswerData data, PrintGround ground) => new(FormFiles.Answer, new
    {
        School = ground.SchoolName,
        data.Pupil,
        data.Called,
        data.Subject,
        Lesson = $"{data.Lesson.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}, {data.Lesson.Slot}-й урок",
        data.Now,
        Steps = data.Steps.Select((s, i) => new AnswerLine(
            $"{i + 1}", ground.Exact(s.At), Capital(s.What), s.Who, s.Behalf ?? "", s.Typed is { } typed ? ground.Exact(typed) : "", s.Reason ?? "", s.Words ?? "",
            s.Permit is { } permit ? $"{permit.By}, {ground.Exact(permit.At)}" : "", s.Permit?.Memo ?? "", s.Permit?.Document ?? "")).ToList(),
        Made = ground.MadeInWords,
        Entry = Codes(data.Proof)?.Entry ?? "",
        Path = Codes(data.Proof)?.Path ?? "",
    });

    /// <summary>Null: there is no proof, or it is too long for paper; then it is to be had as a file.</summary>
    private static AnswerProof? Codes(AnswerProof? proof) => proof is not null && IsShort(proof.Entry) && IsShort(proof.Path) ? proof : null;

    private static bool IsShort(string text) => Encoding.UTF8.GetByteCount(text) <= FormPrinter.WideQrBytes;

    /// <summary>Lines for pupils who are not on the list.</summary>
    private static int Extra(EmergencyLesson lesson) => lesson.Pupils.Count < Large ? 2 : 1;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], InRussian.Culture) + text[1..];

    private static string Height(int rows) => Math.Clamp(Room / rows, Lowest, Tallest).ToString("0.0", CultureInfo.InvariantCulture) + "mm";
}

/// <param name="Extra">Numbers of the lines for those who are not on the list.</param>
/// <param name="Row">How tall a row is.</param>
internal sealed record EmergencyForm(
    string Called, string Subject, string Slot, string Teacher, string Topic, IReadOnlyList<string> Pupils, IReadOnlyList<string> Extra, string Row);

internal sealed record AnswerLine(
    string Number, string At, string What, string Who, string Behalf, string Typed, string Reason, string Words, string Permit, string Memo, string Document);
