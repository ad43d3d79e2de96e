using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Scenarios.Browsing;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Scenarios.Doors.Matrix;

/// <summary>Whose thing is asked for.</summary>
internal enum Whose
{
    /// <summary>8Б, its algebra and its lesson today; one's own child.</summary>
    Own,

    /// <summary>7А of the same school; somebody else's child.</summary>
    Foreign,

    /// <summary>What only the other school has.</summary>
    OtherSchool,
}

/// <summary>
/// Values for the blanks of addresses and commands, by name. An address with a blank that is not here fails the test: give it a value for
/// <see cref="Whose.Own"/>, <see cref="Whose.Foreign"/> and <see cref="Whose.OtherSchool"/>, and, if it says whose the thing is, put it among <see cref="Scopes"/>.
/// </summary>
internal sealed class Ids
{
    public const string OtherClass = "other-8b";
    public const string OtherCourse = "other-algebra";
    public const string OtherPupil = "other-pupil";
    public const string OtherUpload = "other-upload";

    /// <summary>Blanks that say whose a thing is; an address without any has no "own" and "foreign".</summary>
    public static readonly IReadOnlyCollection<string> Scopes = ["course", "class", "pupil", "upload", "work"];

    private readonly Dictionary<string, (string Own, string Foreign, string Other)> _values;
    private readonly string _pupilsOwn;

    /// <summary>Files that wait to be loaded, by the login of whose they are; those of the other school under <see cref="OtherUpload"/>.</summary>
    private IReadOnlyDictionary<string, string> _uploads = new Dictionary<string, string>();

    private Ids(Dictionary<string, (string, string, string)> values, string pupilsOwn) => (_values, _pupilsOwn) = (values, pupilsOwn);

    public static async Task<Ids> Read(TestSchool school, LessonId lesson, SampleSchool sample)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var pupils = await sample.PupilsByFile();
        var table = (await session.LoadAsync<UnitTimetable>(Streams.Timetable("7a")))!;
        var foreign = table.Versions[^1].Slots.First(s => s.Course.Value == "algebra-7a");
        var year = await session.Query<YearCalendar>().SingleAsync();
        var day = Enumerable.Range(0, 7).Select(back => lesson.Date.AddDays(-back)).First(date => table.On(date, 7, year).Contains(foreign));
        var term = year.TermOn(lesson.Date, 8)!.Id.Value;
        return new Ids(new()
        {
            ["course"] = (lesson.Course.Value, "algebra-7a", OtherCourse),
            ["class"] = ("8b", "7a", OtherClass),
            ["pupil"] = (pupils["К-802"].Value, pupils["Д-787"].Value, OtherPupil),
            ["unit"] = ("8b", "7a", OtherClass),
            ["term"] = (term, term, term),
            ["year"] = (year.Year.Value, year.Year.Value, "1999-2000"),
            ["date"] = (Day(lesson.Date), Day(day), Day(lesson.Date)),
            ["slot"] = (lesson.Slot.ToString(CultureInfo.InvariantCulture), foreign.Slot.ToString(CultureInfo.InvariantCulture), "1"),
            ["account"] = (Cast.Bystander.Value, Cast.Bystander.Value, "other-account"),
            ["documentName"] = ("v1", "v1", "v1"),
            ["token"] = (Cast.Token.Value, Cast.Token.Value, "none"),
            ["subject"] = ("informatika", "informatika", "none"),
            ["group"] = (Cast.Group.Value, Cast.Group.Value, "none"),
            // Of whoever has none, such as everybody who may not load at all.
            ["upload"] = (Guid.Empty.ToString(), Guid.Empty.ToString(), Guid.Empty.ToString()),
            ["import"] = (Cast.Import.Value, Cast.Import.Value, "none"),
            ["kind"] = ("pupils", "pupils", "pupils"),
            ["staff"] = ("zaharova", "zaharova", "none"),
            ["document"] = (Cast.Certificate.Value, Cast.ForeignCertificate.Value, "none"),
            ["check"] = ("lessons", "lessons", "none"),
            ["act"] = (Cast.Act.Value, Cast.Act.Value, "none"),
            ["work"] = (Cast.Work.Value, Cast.ForeignWork.Value, "none"),
            ["file"] = (Guid.Empty.ToString(), Guid.Empty.ToString(), Guid.Empty.ToString()),
            ["remark"] = (Cast.Remark.Value, Cast.ForeignRemark.Value, "none"),
            ["round"] = (Cast.Round.Value, Cast.Round.Value, "none"),
            ["sending"] = (Cast.Sending.Value, Cast.Sending.Value, "none"),
            ["bag"] = ("J5", "J5", "none"),
            ["medium"] = (CustodyLife.Disk.Value, CustodyLife.Disk.Value, "none"),
            ["volume"] = ("journal", "journal", "journal"),
            ["hold"] = (Guid.Empty.ToString(), Guid.Empty.ToString(), Guid.Empty.ToString()),
            ["paper"] = (Guid.Empty.ToString(), Guid.Empty.ToString(), Guid.Empty.ToString()),
            ["form"] = ("statement", "statement", "statement"),
            ["scan"] = (Guid.Empty.ToString(), Guid.Empty.ToString(), Guid.Empty.ToString()),
        }, SampleSchool.Pupil.Value);
    }

    /// <summary>A waiting file is one person's alone: each has an own, and the first of the others' is foreign.</summary>
    public Ids With(IReadOnlyDictionary<string, string> uploads) => new(_values, _pupilsOwn) { _uploads = uploads };

    public bool Knows(string name) => _values.ContainsKey(name);

    public string Of(string name, Whose whose, Person person)
    {
        // The pupil's own record is the pupil's; for everybody else "own" is the child of the parent of the sample.
        if (name == "pupil" && whose is Whose.Own && person.Role is Kernel.Role.Pupil) return _pupilsOwn;
        if (name == "upload" && _uploads.Count > 0)
        {
            return whose switch
            {
                Whose.Own => _uploads.GetValueOrDefault(person.Login, _values[name].Own),
                Whose.Foreign => _uploads.First(upload => upload.Key != person.Login && upload.Key != OtherUpload).Value,
                _ => _uploads[OtherUpload],
            };
        }
        var (own, foreign, other) = _values[name];
        return whose switch { Whose.Own => own, Whose.Foreign => foreign, _ => other };
    }

    public LessonId Lesson(Whose whose, Person person) =>
        LessonId.Parse($"{Of("course", whose, person)}/{Of("date", whose, person)}/{Of("slot", whose, person)}");

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
