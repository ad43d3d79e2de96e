namespace ElJournal.Architecture;

/// <summary>Which project may see which: Kernel ← Setup ← Accounting ← Control ← Reporting, Portal, Exchange (docs/architecture.md).</summary>
internal static class Walls
{
    /// <summary>Modules and those upstream of them, whose contracts they may read.</summary>
    private static readonly Dictionary<string, string[]> Upstream = new()
    {
        ["Setup"] = [],
        ["Accounting"] = ["Setup"],
        ["Access"] = ["Setup", "Accounting"],
        ["Control"] = ["Setup", "Accounting"],
        ["Reporting"] = ["Setup", "Accounting", "Control"],
        ["Portal"] = ["Setup", "Accounting", "Control"],
        ["Exchange"] = ["Setup", "Accounting", "Control"],
    };

    /// <summary>What stands under the modules, with exactly what it may see.</summary>
    private static readonly Dictionary<string, string[]> Ground = new()
    {
        ["Kernel"] = [],
        ["Postgres"] = ["Kernel"],
        ["Store"] = ["Kernel", "Postgres"],
        ["Ui"] = ["Kernel", "Store"],
        ["Forms"] = ["Kernel"],
        ["Setup.Register"] = ["Kernel", "Store", "Setup.Contracts"],
        ["Accounting.Register"] = ["Kernel", "Store", "Setup.Contracts", "Accounting.Contracts"],
        ["Integrity"] = ["Kernel", "Store", "Ui", "Integrity.Contracts"],
        ["Backups"] = ["Kernel", "Postgres", "Store", "Ui"],
        ["Integrity.Contracts"] = ["Kernel"],
    };

    public static IEnumerable<string> Complaints(IReadOnlyList<Project> projects)
    {
        foreach (var project in projects)
        {
            var allowed = Allowed(project, projects);
            if (allowed is null)
            {
                yield return $"{project.File}: {project.Name} is not known; give it a place in Walls and in docs/architecture.md.";
                continue;
            }
            foreach (var reference in project.References.Where(reference => !allowed.Contains(reference)))
                yield return $"{project.File}: {project.Name} must not reference {reference}.";
            if (project.Name == "Kernel" || project.Name.EndsWith(".Contracts", StringComparison.Ordinal))
            {
                foreach (var package in project.Packages)
                    yield return $"{project.File}: {project.Name} is free of frameworks, but names {package}.";
            }
        }
    }

    private static IReadOnlyCollection<string>? Allowed(Project project, IReadOnlyList<Project> all)
    {
        // The sample stands above the modules as the Host does: it lives a year through all of them, and nothing but the Host knows it.
        var modules = all.Where(p => !p.IsTest && p.Name is not ("Host" or "Sample")).Select(p => p.Name);
        if (project.IsTest) return [.. modules, "Sample", "Host", "Testing"];
        if (project.Name == "Sample") return [.. modules];
        if (project.Name == "Host") return [.. modules, "Sample"];
        if (Ground.TryGetValue(project.Name, out var ground)) return ground;

        var module = project.Name.Replace(".Contracts", "", StringComparison.Ordinal);
        if (!Upstream.TryGetValue(module, out var upstream)) return null;
        var contracts = upstream.Select(name => name + ".Contracts").Append("Kernel");
        return project.Name == module
            ? [.. contracts, module + ".Contracts", "Store", "Ui", "Forms", "Setup.Register", .. module == "Setup" ? (string[])[] : ["Accounting.Register"]]
            : [.. contracts];
    }
}
