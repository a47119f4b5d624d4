using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Recorded;

/// <summary>A data folder as a released version left it, compressed in <c>tests/recorded</c> with what it holds beside it.</summary>
/// <param name="Name"><c>001/stopped</c>: its recording and its variant.</param>
internal sealed record RecordedFolder(string Name)
{
    /// <summary>The clock begins here and goes on from the last entry; it never gets to the real present.</summary>
    public const string Began = "2026-03-01T08:00:00Z";

    /// <summary>What the server is told when it makes or opens one.</summary>
    public static readonly string[] Settings = ["--clock-start", Began, "--snapshot-every", "0"];

    public static string Sources { get; } = Here();

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Sources, "../../recorded"));

    private static readonly string[] Passing = ["lock", "lock.owner"];

    public string Archive => Path.Combine(Root, $"{Name}.zip");

    public string Approved => Path.Combine(Root, $"{Name}.approved.json");

    public static IReadOnlyList<RecordedFolder> All() =>
    [
        .. Directory.EnumerateFiles(Root, "*.zip", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => new RecordedFolder(Path.ChangeExtension(Path.GetRelativePath(Root, file), null).Replace('\\', '/'))),
    ];

    public JsonObject ReadApproved() => JsonNode.Parse(File.ReadAllText(Approved))!.AsObject();

    public void Unpack(string into) => ZipFile.ExtractToDirectory(Archive, into);

    /// <summary>Keeps a folder that no process has open.</summary>
    public void Pack(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Archive)!);
        File.Delete(Archive);
        foreach (var file in Passing) File.Delete(Path.Combine(folder, file));
        ZipFile.CreateFromDirectory(folder, Archive, CompressionLevel.SmallestSize, includeBaseDirectory: false);
    }

    public static Task<ServerProcess> Serve(string folder, params string[] more) => ServerProcess.Start(Hosting.Folder.ServerDll, folder, [.. Settings, .. more]);

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
