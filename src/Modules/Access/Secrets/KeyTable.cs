using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace ElJournal.Access.Secrets;

/// <summary>Where Data Protection keeps its keys: in the database, so that every node reads the cookies of every other; closed by a certificate.</summary>
public sealed class KeyTable(NpgsqlDataSource database) : IXmlRepository
{
    public const string Ddl = $"""
        create schema if not exists {AccessModule.Schema};
        create table if not exists {AccessModule.Schema}.protection_key (
            name text primary key,
            xml text not null,
            added timestamptz not null default now());
        """;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand($"select xml from {AccessModule.Schema}.protection_key order by added");
        using var reader = command.ExecuteReader();
        var found = new List<XElement>();
        while (reader.Read()) found.Add(XElement.Parse(reader.GetString(0)));
        return found;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand($"insert into {AccessModule.Schema}.protection_key (name, xml) values ($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
