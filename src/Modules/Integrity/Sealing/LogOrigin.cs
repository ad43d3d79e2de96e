using ElJournal.Kernel;

namespace ElJournal.Integrity.Sealing;

/// <summary>The world-wide name of a log, <c>host/school/year</c>: it stands in every checkpoint and names the key that signs them.</summary>
public static class LogOrigin
{
    public static string Of(string host, SchoolId school, string year) => $"{host}/{school}/{year}";
}
