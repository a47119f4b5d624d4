using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Audiences;

public sealed class EmbeddedRuleCountTests : RuleCountSuite
{
    private readonly Folder folder = new();

    protected override Task<ServerProcess> Start() => ServerProcess.Start(Folder.ServerDll, folder.Path);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
