using ElJournal.Access;
using ElJournal.Access.Consents;
using ElJournal.Access.Erasure;
using ElJournal.Access.People;
using ElJournal.Access.Rights;
using ElJournal.Accounting;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Integrity;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>Erasure on the real store: words and scans go, entries and hashes stay, every page survives, and a restored copy loses them again.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Erased = "(данные удалены)";

    private TestSchool _school = null!;
    private IReadOnlyList<PupilId> _pupils = [];
    private Accounting.LessonId _lesson = null!;
    private string _name = "";

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
        await Registry.Done(_school, new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "4", 0)), TestSchool.Teacher);
        await Registry.Done(_school, new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "5", 2, "typo", new Opening("Дарья писала на доске"))), TestSchool.Teacher);
        await Registry.Consent(_school, _pupils[0], "e-information", ConsentState.Refused);
        var today = await Registry.Today(_school);
        await Registry.Done(_school, new RecordConsent(
            Guid.NewGuid(), _pupils[0], await Registry.ClassOf(_school, _pupils[0]), "processing", ConsentState.Given, today, "paper",
            Giver: new Opening("Абрамова Е. С."), Note: new Opening("принесла бабушка"), Scan: Scan.Of([.. "%PDF-1.7"u8])), Registry.Secretary);
        var account = new AccountId($"pupil-{_pupils[0]}");
        foreach (var (text, to) in ((string, AccountId[])[])[("зайдите за паспортом", [account]), ("завтра журнал закрыт", [account, new AccountId("sample-deputy")])])
            await Registry.Done(_school, new SendMessage(Guid.NewGuid(), Id.New<MessageId>(), to, new Opening(text)), Actors.ForCommandLine(TestSchool.School));
        _name = (await Page()).Pupils.Single(p => p.Pupil == _pupils[0]).Name;
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_pupil_who_learns_is_not_erased_and_one_who_left_is_with_every_hash_in_place()
    {
        var refused = await Registry.Erase(_school, Streams.Pupil(_pupils[0]));
        refused.Refusal!.Kind.ShouldBe(Access.Refusals.PupilStillLearns);
        refused.Refusal.Text().ShouldContain("8 «Б»");

        await Registry.Depart(_school, _pupils[0]);
        var events = await Count("journal.mt_events");
        (await Verified()).ShouldBe(0);
        (await Registry.Erase(_school, Streams.Pupil(_pupils[0]))).Refusal?.Text().ShouldBeNull();
        (await Verified()).ShouldBe(0);
        (await Count("journal.mt_events")).ShouldBe(events + 1);
        (await Count("openings.scan")).ShouldBe(0);
        (await Count("openings.opening where value like '%доске%' or value like '%бабушка%' or value like '%Абрамова Е%'")).ShouldBe(0);
        (await _school.AsOwner<int>("select jsonb_array_length(data -> 'openings') from journal.mt_events where type = 'access.personal_data_erased.v1'"))
            .ShouldBe(6, "card, reason of the correction, giver, note, scan, message to this person alone");
        (await Count("openings.opening where value = 'зайдите за паспортом'")).ShouldBe(0);
        (await Count("openings.opening where value = 'завтра журнал закрыт'")).ShouldBe(1, "what was written to others too is theirs as well");

        var row = (await Page()).Pupils.Single(p => p.Pupil == _pupils[0]);
        row.Name.ShouldBe(Erased);
        row.Cells.Where(c => c is not null).ShouldHaveSingleItem()!.Text.ShouldBe("5");
        (await Registry.Erase(_school, Streams.Pupil(_pupils[0]))).Refusal!.Kind.ShouldBe(Access.Refusals.NothingToErase);
    }

    [Fact]
    public async Task Without_their_words_every_page_still_opens_and_none_says_the_name()
    {
        var mother = await Registry.Mother(_school, _pupils[1]);
        await Registry.Consent(_school, _pupils[1], "processing", ConsentState.Given, mother);
        await Registry.Done(_school, new UnlinkGuardian(Guid.NewGuid(), mother, _pupils[1], await Registry.Today(_school)), null);
        await Registry.Depart(_school, _pupils[0]);
        await Registry.Done(_school, new DismissStaff(Guid.NewGuid(), SampleSchool.Teacher, (await Registry.Today(_school)).AddDays(-1), "12-к"));
        foreach (var whose in new[] { Streams.Pupil(_pupils[0]), Streams.Guardian(mother), Streams.Staff(SampleSchool.Teacher) })
            (await Registry.Erase(_school, whose)).Refusal?.Text().ShouldBeNull();
        await _school.CaughtUp();
        (await Count("access.mt_doc_credential where id = 'sample-teacher'")).ShouldBe(0, "the login was made of a name");

        var cancel = TestContext.Current.CancellationToken;
        using var director = await Visit.SignIn(_school, "director", cancel);
        using var secretary = await Visit.SignIn(_school, "secretary", cancel);
        foreach (var path in new[]
        {
            $"/journal/{SampleSchool.Course}", $"/lessons/{_lesson}", $"/replay/lessons/{_lesson}", "/changes", "/changes.csv",
            $"/api/v1/journal/{SampleSchool.Course}", $"/api/v1/journal/history?lesson={_lesson}&pupil={_pupils[0]}", "/api/v1/changes", "/reads", "/erasures",
            $"/consents/pupil/{_pupils[0]}", $"/consents/pupil/{_pupils[1]}",
        })
        {
            var page = await director.GetStringAsync(path, cancel);
            page.ShouldNotContain(_name, customMessage: path);
            page.ShouldNotContain("Соколова", customMessage: path);
            // The lesson of today does not list who left today.
            if (!path.StartsWith("/lessons", StringComparison.Ordinal)) page.ShouldContain(Erased, customMessage: path);
        }
        (await secretary.GetStringAsync($"/consents/{await Registry.ClassOf(_school, _pupils[1])}", cancel)).ShouldNotContain(_name);
    }

    [Fact]
    public async Task What_was_erased_is_erased_again_after_a_restore()
    {
        await Registry.Depart(_school, _pupils[0]);
        await _school.AsOwner<int>("create table public.kept as select * from openings.opening; select 1");
        (await Registry.Erase(_school, Streams.Pupil(_pupils[0]))).IsAccepted.ShouldBeTrue();
        var erasures = _school.Services.GetRequiredService<Erasures>();
        (await erasures.Repeat()).ShouldBe(0);
        File.ReadAllText(Path.Combine(_school.Settings.DataDirectory, Erasures.FileName)).ShouldNotContain(_name.Split(' ')[0]);

        // A copy of the words alone: the events know.
        await Restore();
        (await erasures.Repeat()).ShouldBe(5, "card, reason, giver, note, message");
        (await Page()).Pupils.Single(p => p.Pupil == _pupils[0]).Name.ShouldBe(Erased);

        // A copy of everything from before the act: the list beside the database knows.
        await _school.AsOwner<int>("""
            alter table journal.mt_events disable trigger user; delete from journal.mt_events where type = 'access.personal_data_erased.v1';
            alter table journal.mt_events enable trigger user; select 1
            """);
        await Restore();
        (await erasures.Repeat()).ShouldBe(5, "card, reason, giver, note, message");
        (await Page()).Pupils.Single(p => p.Pupil == _pupils[0]).Name.ShouldBe(Erased);
    }

    /// <summary>A request names its pupil inside the place it is about; the answer to it names nobody, and is about the same pupil.</summary>
    [Fact]
    public async Task Words_of_requests_for_corrections_go_with_the_pupil_they_are_about()
    {
        var today = await Registry.Today(_school);
        var rules = new CorrectionRulesSet(today.AddDays(-300), true, 7, true, 24, 72, false, "Положение", "п. 4.3", "п. 4.4", "п. 4.5");
        await Registry.Done(_school, new SetCorrectionRules(Guid.NewGuid(), rules));
        var page = await Page();
        await _school.ClosePageAsItIs(_lesson.Course, page.Term);
        foreach (var pupil in _pupils.Take(2))
        {
            var (id, place) = (Id.New<CorrectionId>(), CorrectionTarget.Of(CorrectionKinds.Cell, _lesson, pupil));
            var old = pupil == _pupils[0] ? "5" : null;
            await Registry.Done(_school, new RequestCorrection(Guid.NewGuid(), id, place, old, "4", "typo", new Opening("мать Абрамовой звонила")), TestSchool.Teacher);
            await Registry.Done(_school, new RefuseCorrection(Guid.NewGuid(), id, place, new Opening("Абрамова писала сама")), TestSchool.Deputy);
        }
        await Registry.Depart(_school, _pupils[0]);
        (await Registry.Erase(_school, Streams.Pupil(_pupils[0]))).Refusal?.Text().ShouldBeNull();
        (await Count("openings.opening where value = 'мать Абрамовой звонила'")).ShouldBe(1, "the other pupil's request stands");
        (await Count("openings.opening where value = 'Абрамова писала сама'")).ShouldBe(1);
        (await Verified()).ShouldBe(0);
    }

    private Task Restore() => _school.AsOwner<int>("insert into openings.opening select * from public.kept on conflict do nothing; select 1");

    private async Task<JournalPage> Page() =>
        (await _school.Services.GetRequiredService<JournalPages>().Now(TestSchool.Deputy, SampleSchool.Course, null))!;

    private async Task<int> Verified()
    {
        await _school.CaughtUp();
        var verifier = await _school.Services.GetRequiredService<SealedLogs>().VerifierOf(TestSchool.School);
        return (await verifier.Verify(TestSchool.School)).Broken.Count;
    }

    private Task<long> Count(string from) => _school.AsOwner<long>($"select count(*) from {from}");
}
