using System.Reflection;

namespace Tandem.Server.Tests.Hosting;

/// <summary>A data folder that is gone after the test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-server-");

    /// <summary>The server as it was built with these tests.</summary>
    public static string ServerDll { get; } =
        typeof(Folder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "Server").Value!;

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
