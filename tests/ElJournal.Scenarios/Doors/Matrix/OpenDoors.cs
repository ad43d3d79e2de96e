namespace ElJournal.Scenarios.Doors.Matrix;

/// <summary>The doors that ask for no right, each with the reason. A new one is not open before somebody has written why.</summary>
internal static class OpenDoors
{
    /// <summary>Open to strangers.</summary>
    public static readonly IReadOnlyDictionary<string, string> Anonymous = new Dictionary<string, string>
    {
        ["GET /sign-in"] = "страница входа",
        ["POST /sign-in"] = "вход",
        ["GET /setup"] = "первый администратор, пока жив код из консоли сервера",
        ["POST /setup"] = "первый администратор: принимает только этот код",
        ["POST /language"] = "язык страниц; хранится у самого человека",
        ["GET /offline"] = "«нет связи»: хранится в браузере и показывается им самим",
        ["GET /live"] = "программа запущена; для наблюдения",
        ["GET /health"] = "состояние для наблюдения; чужому отвечает только на самой машине, помимо посредников",
        ["POST /witness/add-checkpoint"] = "свидетель журналов других школ: верит только подписи журнала, который ему назван",
        ["GET /ready"] = "база отвечает; для наблюдения",
        ["GET /{*path:nonfile}"] = "любой другой адрес: «не найдено»",
    };

    /// <summary>Open to everybody who is signed in.</summary>
    public static readonly IReadOnlyDictionary<string, string> SignedIn = new Dictionary<string, string>
    {
        ["GET /"] = "the first page of each role, or the way to it",
        ["POST /sign-out"] = "everybody may leave",
        ["POST /role"] = "only a role that the account holds today is taken",
        ["POST /view-as/end"] = "ends the preview of one's own session and nothing else",
        ["GET /account"] = "one's own account and no other: whose it is follows from the session",
        ["POST /account/end"] = "ends a session of one's own",
        ["POST /account/end-others"] = "ends sessions of one's own",
        ["POST /account/read"] = "notices to oneself",
        ["GET /account/password"] = "one's own password",
        ["POST /account/password"] = "one's own password, after the present one",
        ["GET /account/reads"] = "what was read of oneself and by oneself",
        ["GET /account/second-step"] = "one's own second step",
        ["POST /account/second-step"] = "one's own second step",
        ["POST /account/second-step/codes"] = "one's own recovery codes, after the password",
        ["POST /account/second-step/drop"] = "one's own second step, after the password",
        ["GET /sign-in/code"] = "a step of one's own sign-in",
        ["POST /sign-in/code"] = "a step of one's own sign-in",
        ["GET /welcome/password"] = "a step of one's own sign-in",
        ["POST /welcome/password"] = "a step of one's own sign-in",
        ["GET /welcome/undertaking"] = "a step of one's own sign-in",
        ["POST /welcome/undertaking"] = "a step of one's own sign-in",
        ["GET /consents"] = "either of two rights opens it; what is shown is narrowed to the classes of the right",
        ["GET /consents/{class}"] = "either of two rights on the class, judged by the page: a foreign class is not found",
        ["POST /consents/{class}"] = "the command asks for the right on the class",
        ["GET /consents/pupil/{pupil}"] = "either of two rights on the pupil's class, judged by the page",
        ["POST /consents/pupil/{pupil}"] = "the command asks for the right on the pupil's class",
        ["GET /consents/pupil/{pupil}/scan/{scan:guid}"] = "either of two rights on the pupil's class, judged before the file is read",
        ["GET /family/{pupil}/reads"] = "the right on the pupil, judged by the page: a foreign pupil is not found",
        ["GET /openapi/{documentName}.json"] = "the description of the API, without data",
    };

    /// <summary>What is wrong with a door: it says nothing, or is open without a reason.</summary>
    public static IEnumerable<string> Complaints(IEnumerable<(string Name, bool Needs, bool Anonymous, bool SignedIn)> doors)
    {
        foreach (var door in doors)
        {
            if (door.Anonymous && !Anonymous.ContainsKey(door.Name)) yield return $"{door.Name} is open to strangers: write why in {nameof(OpenDoors)}.{nameof(Anonymous)}, or close it.";
            else if (!door.Anonymous && !door.Needs && !door.SignedIn) yield return $"{door.Name} says nothing of who may come in: .Needs(Permission.X, …).";
            else if (!door.Anonymous && !door.Needs && !SignedIn.ContainsKey(door.Name))
                yield return $"{door.Name} is open to everybody signed in: write why in {nameof(OpenDoors)}.{nameof(SignedIn)}, or name the right it needs.";
        }
    }
}
