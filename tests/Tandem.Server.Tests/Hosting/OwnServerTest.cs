using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

/// <summary>A test with a server and a data folder of its own, which it may kill and start again.</summary>
public abstract class OwnServerTest : IAsyncLifetime
{
    private readonly Folder folder = new();

    protected ServerProcess Server { get; private set; } = null!;

    protected string DataFolder => folder.Path;

    public Task InitializeAsync() => Start();

    public Task DisposeAsync()
    {
        Server.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Starts it on the same folder; one that ran before has ended.</summary>
    protected async Task Start(params string[] arguments) => Server = await ServerProcess.Start(Folder.ServerDll, folder.Path, arguments);
}
