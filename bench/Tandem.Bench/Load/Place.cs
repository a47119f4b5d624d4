namespace Tandem.Bench.Load;

/// <summary>Stretches of a request that are written over before each sending. Each keeps its length, so that nothing else of the request changes.</summary>
internal static class Place
{
    public const string Customer = "CCCCCCCC";
    public const string Message = "rrrrrrrrMMMMMMMMMMMMMMMM";
    public const string Time = "2000-01-01T00:00:00.000Z";
    public const string SentAt = "2000-01-02T00:00:00.000Z";

    /// <summary>The number of an event's name.</summary>
    public const string Event = "Event 00";

    /// <summary>Where a place is in a request, each time it occurs.</summary>
    public static int[] All(ReadOnlySpan<byte> request, string place)
    {
        var wanted = System.Text.Encoding.ASCII.GetBytes(place);
        var found = new List<int>();
        for (var at = 0; request[at..].IndexOf(wanted) is var next and >= 0; at += wanted.Length) found.Add(at += next);
        return [.. found];
    }
}
