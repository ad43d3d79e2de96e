using System.Text.Json.Serialization;
using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Сообщение администратора.</summary>
[JsonConverter(typeof(IdJsonConverter<MessageId>))]
public readonly record struct MessageId(string Value) : IId<MessageId>
{
    public static MessageId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the message's stream.</summary>
    public string Stream => $"message/{Value}";

    public override string ToString() => Value;
}

/// <summary>Занятие по работе с журналом (A-1б, D-23).</summary>
[JsonConverter(typeof(IdJsonConverter<TrainingId>))]
public readonly record struct TrainingId(string Value) : IId<TrainingId>
{
    public static TrainingId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the training's stream.</summary>
    public string Stream => $"training/{Value}";

    public override string ToString() => Value;
}

/// <summary>Сообщение отправлено: to whom. The words are personal; each addressee reads them in a notice, which can be erased.</summary>
[Recorded("access.message_sent.v1")]
public sealed record MessageSent(MessageId Message, IReadOnlyList<AccountId> Accounts, PersonalText Text);

/// <summary>Сеансы завершены администратором. Which one, is not said: what a session was is personal and lies elsewhere.</summary>
/// <param name="Sessions">How many were open and are over.</param>
[Recorded("access.sessions_ended.v1")]
public sealed record SessionsEnded(AccountId Account, int Sessions);

/// <summary>Обучение проведено (A-1б, D-23): who was taught what, when and by whom.</summary>
/// <param name="Topic">What was taught, in the school's words; nobody's personal data.</param>
/// <param name="Audience">From which list those who came were ticked: <c>staff</c> or <c>class/8b</c>.</param>
/// <param name="Conductor">Account of who taught.</param>
[Recorded("access.training_recorded.v1")]
public sealed record TrainingRecorded(
    TrainingId Training, string Topic, DateOnly On, string Audience, AccountId Conductor, IReadOnlyList<AccountId> Attended);
