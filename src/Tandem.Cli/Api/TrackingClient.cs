using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tandem.Cli.Api;

/// <summary>Sends batches to the tracking API, again and again until they are durable. May be used by many at once.</summary>
public sealed class TrackingClient : IDisposable
{
    private readonly HttpClient http;
    private readonly Backoff backoff;
    private readonly TimeProvider clock;

    public TrackingClient(Connection connection, Backoff backoff, TimeProvider clock)
    {
        (this.backoff, this.clock) = (backoff, clock);
        http = new() { BaseAddress = connection.Url, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(connection.NeedWriteKey() + ":")));
    }

    /// <summary>Why a request is being tried again; null once things go on.</summary>
    public event Action<string?>? Waiting;

    /// <summary>Returns when the server has answered 200: all that it took is durable then.</summary>
    /// <exception cref="CommandFailedException">The server refuses the batch as a whole, or does not answer after all tries.</exception>
    public async Task<BatchAnswer> Send(ReadOnlyMemory<byte> batch, CancellationToken cancel)
    {
        for (var failures = 0; ;)
        {
            string reason;
            TimeSpan? asked = null;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = new ReadOnlyMemoryContent(batch) };
                request.Content.Headers.ContentType = new("application/json");
                if (failures > 0) request.Headers.Add("X-Retry-Count", failures.ToString(System.Globalization.CultureInfo.InvariantCulture));
                using var answer = await http.SendAsync(request, cancel);
                var body = await answer.Content.ReadAsStringAsync(cancel);
                // A batch without a single good item is answered with 400, and still says of each what is wrong with it.
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest)
                {
                    using var json = JsonDocument.Parse(body);
                    var read = BatchAnswer.Read(json.RootElement);
                    if (answer.StatusCode == HttpStatusCode.OK || read.Rejected.Count > 0)
                    {
                        if (failures > 0) Waiting?.Invoke(null);
                        return read;
                    }
                }
                reason = ApiErrors.Sentence(answer.StatusCode, body);
                if (!Backoff.WorthRetrying(answer.StatusCode)) throw new CommandFailedException($"The server refused the interactions: {reason}");
                asked = RetryAfter(answer.Headers.RetryAfter);
            }
            catch (HttpRequestException failed)
            {
                reason = $"No connection to {http.BaseAddress}: {failed.Message}";
            }
            catch (IOException failed)
            {
                reason = $"The connection to {http.BaseAddress} broke: {failed.Message}";
            }
            catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
            {
                reason = $"{http.BaseAddress} did not answer within {http.Timeout.TotalSeconds:0} s.";
            }
            catch (JsonException)
            {
                reason = $"{http.BaseAddress} answered something that is not JSON; is it a Tandem server?";
            }
            if (++failures >= backoff.Tries) throw new CommandFailedException($"Gave up after {failures} tries. {reason}");
            Waiting?.Invoke(reason);
            await Task.Delay(backoff.Wait(failures, asked), clock, cancel);
        }
    }

    public void Dispose() => http.Dispose();

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
}
