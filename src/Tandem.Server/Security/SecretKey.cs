using System.Security.Cryptography;

namespace Tandem.Server.Security;

/// <summary>Keys of a workspace, in the folder <c>secrets</c> of its data folder, which only its owner may read.</summary>
public static class SecretKey
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    /// <summary>The key of a name, in <c>secrets/NAME.key</c>, made the first time.</summary>
    /// <param name="withoutIt">What is not possible any more without it, in a sentence for people.</param>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public static byte[] Open(string folder, string name, string withoutIt)
    {
        var secrets = Path.Combine(folder, "secrets");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(secrets);
        else Directory.CreateDirectory(secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(secrets, name + ".key");
        if (!File.Exists(path)) Create(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Length ? key : throw new InvalidDataException($"{path} has {key.Length} bytes where a key has {Length}. {withoutIt}");
    }

    /// <summary>Written aside and moved, so that a crash leaves a whole key or none.</summary>
    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path);
    }
}
