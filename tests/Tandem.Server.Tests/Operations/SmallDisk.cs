using System.Diagnostics;

namespace Tandem.Server.Tests.Operations;

/// <summary>A disk of its own, in memory, that can be filled. Needs to be allowed to mount; where that is not so, the test fails and says it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-disk-");

    public SmallDisk(int mebibytes) => Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "none", folder.FullName);

    /// <summary>The workspace's folder on it.</summary>
    public string Data => Path.Combine(folder.FullName, "data");

    private string Ballast => Path.Combine(folder.FullName, "ballast");

    public long Free => new DriveInfo(folder.FullName).AvailableFreeSpace;

    /// <summary>Takes all the room that is left, to the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 << 10];
        for (var size = block.Length; size > 0;)
        {
            try
            {
                file.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Empty() => File.Delete(Ballast);

    public void Resize(int mebibytes) => Run("mount", "-o", $"remount,size={mebibytes}m", folder.FullName);

    public void Dispose()
    {
        Run("umount", folder.FullName);
        folder.Delete();
    }

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The tests of a full disk mount a small one, and “{command}” may not here: {said} Run them as root, in a container with --cap-add SYS_ADMIN.");
    }
}
