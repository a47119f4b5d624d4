using System.Text.Json;

namespace Tandem.Cli.Importing;

/// <summary>How far an import has come: everything up to <see cref="Row"/> was answered with 200.</summary>
/// <param name="File">The file's fingerprint; another one cannot be gone on with.</param>
/// <param name="Row">The number of the last row that is done.</param>
/// <param name="RejectedBytes">How long the file of rejected rows was at that moment.</param>
public sealed record ImportState(string File, long Row, long Sent, long Rejected, long RejectedBytes, bool Complete)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Null where there is no state yet.</summary>
    /// <exception cref="CommandFailedException">The state file cannot be read.</exception>
    public static ImportState? Load(string path)
    {
        if (!System.IO.File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<ImportState>(System.IO.File.ReadAllBytes(path), Json);
        }
        catch (JsonException wrong)
        {
            throw new CommandFailedException($"{path} is not the state of an import. Remove it to start anew.", wrong);
        }
    }

    /// <summary>Whole or not at all: a crash in the middle leaves the state before.</summary>
    public void Save(string path)
    {
        System.IO.File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, Json));
        System.IO.File.Move(path + ".new", path, overwrite: true);
    }
}
