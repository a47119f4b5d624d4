namespace Tandem.Cli.Importing;

/// <summary>Gathers interactions into the body of one request, within the limits of a batch.</summary>
public sealed class BatchBuilder(bool historical)
{
    /// <summary>Below the tracking API's 2,500 items and 500 KB, so that one answer never takes long.</summary>
    public const int MaxItems = 500, MaxBytes = 400_000;

    private readonly MemoryStream body = new();
    private readonly byte[] head = historical ? "{\"historical\":true,\"batch\":["u8.ToArray() : "{\"batch\":["u8.ToArray();

    public int Items { get; private set; }

    public bool HasRoomFor(int items, long bytes) => Items == 0 || (Items + items <= MaxItems && body.Length + bytes + items + 2 <= MaxBytes);

    public void Add(ReadOnlySpan<byte> item)
    {
        if (Items++ == 0) body.Write(head);
        else body.WriteByte((byte)',');
        body.Write(item);
    }

    /// <summary>The request, and an empty builder again.</summary>
    public byte[] Take()
    {
        body.Write("]}"u8);
        var taken = body.ToArray();
        body.SetLength(0);
        Items = 0;
        return taken;
    }
}
