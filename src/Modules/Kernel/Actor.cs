namespace ElJournal.Kernel;

/// <summary>Откуда пришло: the channel of an entry, as the history shows it.</summary>
public enum Channel
{
    /// <summary>The web pages.</summary>
    Web,

    /// <summary>A file of records read by the importer.</summary>
    Import,

    /// <summary>The JSON API.</summary>
    Api,

    /// <summary>A command typed at the server.</summary>
    Cli,

    /// <summary>Entered without a network and sent later.</summary>
    Offline,

    /// <summary>Copied from a sheet of paper that was filled in while the program could not be reached.</summary>
    Paper,

    /// <summary>What the program does by itself, because something else was recorded.</summary>
    Program,
}

/// <summary>Роль пользователя (regulation 1.3, D-9): what the person acts as in this session.</summary>
public enum Role
{
    /// <summary>Директор.</summary>
    Director,

    /// <summary>Заместитель директора по УВР.</summary>
    DeputyHead,

    /// <summary>Учитель-предметник.</summary>
    Teacher,

    /// <summary>Администратор ЭЖ.</summary>
    Administrator,

    /// <summary>Проверяющий.</summary>
    Auditor,

    /// <summary>Классный руководитель.</summary>
    ClassTeacher,

    /// <summary>Секретарь (делопроизводитель).</summary>
    Secretary,

    /// <summary>Обучающийся.</summary>
    Pupil,

    /// <summary>Родитель (законный представитель).</summary>
    Guardian,
}

/// <summary>
/// Who sends a command: stored in every event's metadata, never in its body.
/// A command without an actor is refused by the middleware before any handler runs.
/// </summary>
/// <param name="Account">Who.</param>
/// <param name="Role">In what role.</param>
/// <param name="School">At which school.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Session">Which sign-in; names the device in the list of sessions.</param>
/// <param name="Grants">What this actor may do (<see cref="Kernel.Grants"/>).</param>
/// <param name="OnBehalfOf">For whom the entry is typed, when not for oneself.</param>
/// <param name="ClientTime">When it was typed, if it was sent later.</param>
/// <param name="ReadOnly">Only looks: every command is refused at the desk, whatever the grants say.</param>
public sealed record Actor(
    AccountId Account,
    Role Role,
    SchoolId School,
    Channel Channel,
    string Session,
    Grants Grants,
    AccountId? OnBehalfOf = null,
    DateTimeOffset? ClientTime = null,
    bool ReadOnly = false);
