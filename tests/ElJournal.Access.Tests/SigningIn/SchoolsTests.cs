using ElJournal.Access.SigningIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.SigningIn;

public sealed class SchoolsTests(AccessDatabase database)
{
    [Fact]
    public async Task Among_several_schools_the_configured_one_is_meant()
    {
        await using var program = await database.Start();
        await using var elsewhere = await database.Start();
        var connections = program.Services.GetRequiredService<NpgsqlDataSource>();
        (await new Schools(connections, new ConfigurationBuilder().Build()).Meant()).ShouldBeNull();
        (await program.Services.GetRequiredService<Schools>().Meant()).ShouldBe(program.School);
    }
}
