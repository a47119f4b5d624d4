using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Operations;

/// <summary>Senders that go on until they are turned away, and remember what was answered.</summary>
internal sealed class Load(int users) : IDisposable
{
    private readonly HttpClient client = new();
    private int round;

    /// <summary>Message ids that were answered with 200.</summary>
    public ConcurrentBag<string> Answered { get; } = [];

    /// <summary>Calls that were answered with anything else, by the message ids in them.</summary>
    public ConcurrentBag<(string[] Ids, string Body)> Refused { get; } = [];

    /// <summary>Sends batches from several senders at once, each until it is not answered with 200, or until that is enough.</summary>
    /// <returns>The answers that were not 200.</returns>
    public async Task<IReadOnlyList<(int Status, string? RetryAfter, string Body)>> SendUntilRefused(ServerProcess server, int senders, int perBatch, int bytesEach, Func<bool>? enough = null)
    {
        var number = round++;
        var answers = await Task.WhenAll(Enumerable.Range(0, senders).Select(async sender =>
        {
            for (var batch = 0; enough?.Invoke() != true; batch++)
            {
                string[] ids = [.. Enumerable.Range(0, perBatch).Select(item => $"l{number}-{sender}-{batch}-{item}")];
                if (await Send(server, ids, Body(ids, bytesEach)) is { Status: not 200 } refused) return refused;
            }
            return (200, null, "");
        }));
        return [.. answers.Where(answer => answer.Item1 != 200)];
    }

    /// <summary>Repeats what was not answered with 200, as an SDK does: after the time that the server asks for, until it is taken.</summary>
    public async Task Repeat(ServerProcess server)
    {
        foreach (var (ids, body) in Refused.ToArray())
            while (await Send(server, ids, body, isRepeated: true) is { Status: not 200 } refused)
                await Task.Delay(TimeSpan.FromSeconds(int.Parse(refused.RetryAfter!)));
    }

    public async Task<(int Status, string? RetryAfter, string Body)> Send(ServerProcess server, string[] ids, string body, bool isRepeated = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/v1/batch")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ServerProcess.WriteKey}:")));
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode) foreach (var id in ids) Answered.Add(id);
        else if (!isRepeated) Refused.Add((ids, body));
        return ((int)response.StatusCode, response.Headers.TryGetValues("Retry-After", out var after) ? after.Single() : null, answer);
    }

    public void Dispose() => client.Dispose();

    public string Body(string[] ids, int bytesEach) => new JsonObject
    {
        ["batch"] = new JsonArray([.. ids.Select((id, item) => new JsonObject
        {
            ["type"] = "track", ["event"] = "Ping", ["messageId"] = id, ["userId"] = $"u{(id.Sum(letter => letter) + item) % users}",
            ["properties"] = new JsonObject { ["filler"] = new string('x', bytesEach) },
        })]),
    }.ToJsonString();
}
