using System.Reflection;

namespace Tandem.Browser;

/// <summary>Where things lie, as the build knows it.</summary>
internal static class Places
{
    public static string Root { get; } = Metadata("Root");

    public static string ServerDll { get; } = Metadata("Server");

    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "browser")).FullName;

    public static string Axe { get; } = Path.Combine(Root, "src", "Tandem.Console", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Found by <c>./dev test</c>; Debian's place otherwise.</summary>
    public static string Chromium { get; } = Environment.GetEnvironmentVariable("TANDEM_CHROMIUM") ?? "/usr/bin/chromium";

    private static string Metadata(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
