using System.Text.Json;

namespace Tandem.Cli.Playing;

/// <summary>How far a file has been played, in the order of time.</summary>
/// <param name="File">The file's fingerprint.</param>
/// <param name="Sent">So many interactions, from the first, are known to be durable.</param>
/// <param name="Sending">So many after them were on their way when this was written.</param>
public sealed record PlayState(string File, int Sent, int Sending)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null where there is no state yet.</summary>
    /// <exception cref="CommandFailedException">The state file cannot be read.</exception>
    public static PlayState? Load(string path)
    {
        if (!System.IO.File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<PlayState>(System.IO.File.ReadAllBytes(path), Json);
        }
        catch (JsonException wrong)
        {
            throw new CommandFailedException($"{path} is not the state of a play. Remove it to start anew.", wrong);
        }
    }

    /// <summary>Whole or not at all: a crash in the middle leaves the state before.</summary>
    public void Save(string path)
    {
        System.IO.File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, Json));
        System.IO.File.Move(path + ".new", path, overwrite: true);
    }
}
