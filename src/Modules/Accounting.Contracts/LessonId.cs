using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Урок: a course on a date in a slot of the day. Its text, <c>course/2026-11-27/2</c>, is readable in an archive and natural, so two openings of one lesson meet.</summary>
/// <param name="Slot">1 to <see cref="LastSlot"/>: an id that could be written but not read again would stop every reader of the log.</param>
[JsonConverter(typeof(LessonIdJsonConverter))]
public sealed record LessonId(CourseId Course, DateOnly Date, int Slot)
{
    public const int LastSlot = 20;

    public int Slot { get; init => field = Checked(value); } = Checked(Slot);

    /// <summary>Key of the lesson's stream.</summary>
    [JsonIgnore]
    public string Stream => "lesson/" + this;

    /// <summary>What a right is asked on: lies under its course, so who has the course has the lesson.</summary>
    [JsonIgnore]
    public string Resource => "course/" + this;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Course}/{Date:yyyy-MM-dd}/{Slot}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out LessonId? lesson)
    {
        lesson = null;
        if (text?.Split('/') is not [var course, var date, var slot] || !Kernel.Id.IsValid(course)
            || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !int.TryParse(slot, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > LastSlot)
        {
            return false;
        }
        lesson = new LessonId(new CourseId(course), day, number);
        return true;
    }

    private static int Checked(int slot) =>
        slot is >= 1 and <= LastSlot ? slot : throw new ArgumentOutOfRangeException(nameof(slot), slot, "A day has slots 1 to 20.");

    public static LessonId Parse(string text) => TryParse(text, out var lesson) ? lesson : throw new FormatException("Not a lesson id.");
}

/// <summary>Writes a lesson's id as its text.</summary>
public sealed class LessonIdJsonConverter : JsonConverter<LessonId>
{
    public override LessonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LessonId.TryParse(reader.GetString(), out var lesson) ? lesson : throw new JsonException("Not a lesson id.");

    public override void Write(Utf8JsonWriter writer, LessonId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
