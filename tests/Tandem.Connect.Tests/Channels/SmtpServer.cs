using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Tandem.Connect.Tests.Channels;

/// <summary>The real mail server of <c>tests/smtp</c> on a free port.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly Channel<JsonElement> mails = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int connections;

    private SmtpServer(Process process) => this.process = process;

    public int Port { get; private set; }

    public int Connections => Volatile.Read(ref connections);

    public static async Task<SmtpServer> Start(object settings)
    {
        var folder = Folder();
        await Prepared.Value;
        var server = new SmtpServer(Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "server.mjs"), JsonSerializer.Serialize(settings)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        })!);
        _ = Task.Run(server.Listen);
        server.Port = await server.port.Task.WaitAsync(Patience);
        return server;
    }

    public async Task<JsonElement> Mail() => await mails.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Mails that the server has and nobody asked for yet.</summary>
    public int Waiting => mails.Reader.Count;

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
    }

    private async Task Listen()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonDocument.Parse(line).RootElement;
            if (said.TryGetProperty("port", out var number)) port.SetResult(number.GetInt32());
            else if (said.TryGetProperty("mail", out var mail)) mails.Writer.TryWrite(mail);
            else if (said.TryGetProperty("connected", out _)) Interlocked.Increment(ref connections);
        }
        port.TrySetException(new InvalidOperationException("The mail server ended before it listened."));
        mails.Writer.TryComplete();
    }

    // Once a run; does nothing when the packages are there.
    private static readonly Lazy<Task> Prepared = new(Prepare);

    private static async Task Prepare()
    {
        using var only = await Only();
        if (File.Exists(Path.Combine(Folder(), "node_modules", ".package-lock.json"))) return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci"]) { WorkingDirectory = Folder() })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException("npm ci failed in tests/smtp.");
    }

    /// <summary>Two test projects use the server and may begin at the same moment: one prepares, the other waits.</summary>
    private static async Task<FileStream> Only()
    {
        var path = Path.Combine(Path.GetTempPath(), "tandem-tests-smtp.lock");
        for (var waited = 0; ; waited++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (waited < 1_200)
            {
                await Task.Delay(100);
            }
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "smtp"));
}
