using System.Net;
using System.Text.Json;
using Tandem.Cli.Api;

namespace Tandem.Cli.Playing;

/// <summary>
/// Drives the clock of a demo server: as fast as wanted, and slower while the server has more to do than it can do at
/// that speed, so that what is seen stays true to its date.
/// </summary>
/// <param name="wanted">Seconds of the server's clock in a real second.</param>
public sealed class Pace(TandemClient tandem, double wanted)
{
    /// <summary>Interactions that may wait, here or at the server, before time slows down, and when it may quicken again.</summary>
    private const long TooMany = 4_000, Few = 1_000;

    private const double Slowest = 1.0 / 64;

    private double share = 1;
    private double? told;

    /// <param name="late">Interactions that are due and not sent yet.</param>
    /// <exception cref="CommandFailedException">The server's clock cannot be driven.</exception>
    public async Task Keep(int late, CancellationToken cancel)
    {
        var overview = await tandem.Get("/api/v1/overview", cancel);
        var waiting = late + (overview.TryGetProperty("waiting", out var behind) && behind.ValueKind == JsonValueKind.Number ? behind.GetInt64() : 0);
        if (waiting > TooMany) share = Math.Max(Slowest, share / 2);
        else if (waiting < Few) share = Math.Min(1, share * 1.5);
        await Tell(wanted * share, cancel);
    }

    /// <summary>Real time again.</summary>
    public Task Rest(CancellationToken cancel) => Tell(1, cancel);

    private async Task Tell(double speed, CancellationToken cancel)
    {
        if (speed == told) return;
        var (status, body) = await tandem.Put("/api/v1/clock", JsonSerializer.Serialize(new { speed }), "application/json", cancel);
        if (status != HttpStatusCode.OK) throw tandem.Refused(status, body);
        told = speed;
    }
}
