using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Audiences;

public sealed class PostgresRuleCountTests : RuleCountSuite
{
    protected override Task<ServerProcess> Start() => ServerProcess.Join(Folder.ServerDll, PostgresServer.Shared.NewDatabase() + ";Maximum Pool Size=15");
}
