using ElJournal.Access.Accounts;
using ElJournal.Access.People;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Trainings;
using ElJournal.Kernel;
using Shouldly;
using Wolverine.Marten;
using Xunit;

namespace ElJournal.Access.Tests.Accounts;

/// <summary>What the administrator may write to people, record of their training and end of their sessions.</summary>
public sealed class ConsoleRules
{
    private static readonly AccountId Sokolova = new("sokolova");
    private static readonly AccountId Kim = new("kim");
    private static readonly DateOnly Today = new(2026, 11, 27);
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);
    private static readonly MessageId Reminder = new("reminder");
    private static readonly TrainingId Grades = new("grades");

    [Fact]
    public void A_message_is_recorded_with_its_addressees_and_reaches_each_in_a_notice()
    {
        var words = new Opening("Войдите и подпишите обязательство");
        var (outcome, events, operations) = SendMessageHandler.Handle(new SendMessage(Guid.Empty, Reminder, [Sokolova, Kim, Kim], words), null, Known(Sokolova, Kim));
        outcome.IsAccepted.ShouldBeTrue();
        var sent = events.ShouldHaveSingleItem().ShouldBeOfType<MessageSent>();
        (sent.Message, sent.Text).ShouldBe((Reminder, words.Sealed));
        sent.Accounts.ShouldBe([Sokolova, Kim]);
        var notices = operations.OfType<StoreDoc<Notice>>().Select(operation => operation.Document).Cast<Notice>().ToList();
        notices.Select(notice => notice.Account).ShouldBe([Sokolova, Kim]);
        notices.ShouldAllBe(notice => notice.Text == words.Value && notice.Kind == Notice.Message && !notice.Seen && notice.At == Now);
    }

    [Fact]
    public void A_message_says_something_to_somebody_who_is_there()
    {
        Kind(Sent("  ", Sokolova)).ShouldBe(Refusals.MessageIsEmpty);
        Kind(Sent(new string('а', SendMessage.LongestText + 1), Sokolova)).ShouldBe(Refusals.MessageIsEmpty);
        Kind(Sent("Здравствуйте")).ShouldBe(Refusals.NobodyIsChosen);
        Kind(Sent("Здравствуйте", Sokolova, new AccountId("nobody"))).ShouldBe(Refusals.NobodyIsChosen);
        new SendMessage(Guid.Empty, Reminder, [Kim], new Opening("Тайна")).ToString().ShouldNotContain("Тайна");
    }

    [Fact]
    public void A_message_sent_twice_is_one()
    {
        var (outcome, events, operations) = SendMessageHandler.Handle(
            new SendMessage(Guid.Empty, Reminder, [Kim], new Opening("Ещё раз")), new Message("message/reminder", Reminder, [Kim]), Known(Kim));
        outcome.IsAccepted.ShouldBeTrue();
        events.ShouldBeEmpty();
        operations.ShouldBeEmpty();
    }

    [Fact]
    public void A_training_is_recorded_with_topic_day_teacher_and_those_who_came()
    {
        var (outcome, events) = Recorded(" Отметки ", Today, Kim, Sokolova, Sokolova);
        outcome.IsAccepted.ShouldBeTrue();
        var recorded = events.ShouldHaveSingleItem().ShouldBeOfType<TrainingRecorded>();
        (recorded.Topic, recorded.On, recorded.Audience, recorded.Conductor).ShouldBe(("Отметки", Today, "staff", Kim));
        recorded.Attended.ShouldBe([Sokolova]);
    }

    [Fact]
    public void A_training_has_a_topic_was_held_and_somebody_came()
    {
        Kind(Recorded("", Today, Kim, Sokolova).Outcome).ShouldBe(Refusals.TrainingTopicIsMissing);
        Kind(Recorded("Отметки", Today.AddDays(1), Kim, Sokolova).Outcome).ShouldBe(Refusals.TrainingIsInFuture);
        Kind(Recorded("Отметки", Today, new AccountId("nobody"), Sokolova).Outcome).ShouldBe(Refusals.TrainingIsIncomplete);
        Kind(Recorded("Отметки", Today, Kim).Outcome).ShouldBe(Refusals.NobodyIsChosen);
        Kind(Recorded("Отметки", Today, Kim, new AccountId("nobody")).Outcome).ShouldBe(Refusals.NobodyIsChosen);
        Kind(RecordTrainingHandler.Handle(Command("Отметки", Today, Kim, Sokolova), null, Facts with { HasAudience = false }).Item1).ShouldBe(Refusals.TrainingIsIncomplete);
    }

    [Fact]
    public void A_training_recorded_twice_is_one() => RecordTrainingHandler.Handle(
        Command("Отметки", Today, Kim, Sokolova), new Training("training/grades", Grades, "Отметки", Today, "staff", Kim, [Sokolova]), Facts).Item2.ShouldBeEmpty();

    [Fact]
    public void Ended_sessions_are_counted_and_nothing_is_recorded_where_none_is_open()
    {
        var owner = new Account("account/kim", Kim, null, [], false);
        EndSessionsHandler.Handle(new EndSessions(Guid.Empty, Kim), owner, new EndSessionsFacts(Now, ["a", "b"])).Item2.ShouldBe([new SessionsEnded(Kim, 2)]);
        EndSessionsHandler.Handle(new EndSessions(Guid.Empty, Kim), owner, new EndSessionsFacts(Now, [])).Item2.ShouldBeEmpty();
        Kind(EndSessionsHandler.Handle(new EndSessions(Guid.Empty, Kim), null, new EndSessionsFacts(Now, ["a"])).Item1).ShouldBe(Refusals.AccountIsUnknown);
    }

    [Theory]
    [InlineData(6, "7", false)]
    [InlineData(7, "7", true)]
    [InlineData(null, "7", true)]
    [InlineData(null, "never", true)]
    [InlineData(40, "never", false)]
    [InlineData(1, "5", true)]
    public void Those_away_are_found_by_their_last_sign_in(int? daysAgo, string away, bool taken)
    {
        var person = new AccessPerson(new Account("account/kim", Kim, null, [], false), "kim", "Ким", null, AccountStatus.Invited, null, false);
        var line = new PersonLine(person, [], daysAgo is { } days ? Now.AddDays(-days) : null, [], []);
        (PeopleQuery.All with { Away = away }).Takes(line, Now).ShouldBe(taken);
    }

    [Fact]
    public void Somebody_is_found_by_parts_of_name_and_login_in_any_order()
    {
        var person = new AccessPerson(new Account("account/kim", Kim, null, [], false), "semenova.a", "Семёнова Анна Петровна", null, AccountStatus.Active, null, false);
        var line = new PersonLine(person, [], null, [], []);
        PeopleDirectory.IsCalled(line, "анна семен").ShouldBeTrue();
        PeopleDirectory.IsCalled(line, "SEMENOVA").ShouldBeTrue();
        PeopleDirectory.IsCalled(line, "анна иванова").ShouldBeFalse();
    }

    private static readonly TrainingFacts Facts = new(Today, new HashSet<AccountId> { Sokolova, Kim }, true);

    private static MessageFacts Known(params AccountId[] accounts) => new(Now, accounts.ToHashSet());

    private static Outcome Sent(string text, params AccountId[] to) =>
        SendMessageHandler.Handle(new SendMessage(Guid.Empty, Reminder, to, new Opening(text)), null, Known(Sokolova, Kim)).Item1;

    private static RecordTraining Command(string topic, DateOnly on, AccountId by, params AccountId[] attended) => new(Guid.Empty, Grades, topic, on, "staff", by, attended);

    private static (Outcome Outcome, List<object> Events) Recorded(string topic, DateOnly on, AccountId by, params AccountId[] attended)
    {
        var (outcome, events) = RecordTrainingHandler.Handle(Command(topic, on, by, attended), null, Facts);
        return (outcome, [.. events]);
    }

    private static RefusalKind? Kind(Outcome outcome) => outcome.Refusal?.Kind;
}
