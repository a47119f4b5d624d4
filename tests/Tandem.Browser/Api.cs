using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Browser;

/// <summary>The HTTP API as the tests use it: to put things in, and to wait until they are there.</summary>
public sealed class Api : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient own, tracking;

    public Api(Uri server)
    {
        own = new() { BaseAddress = new(server, "/api/v1/") };
        own.DefaultRequestHeaders.Authorization = new("Bearer", ServerProcess.Token);
        tracking = new() { BaseAddress = server };
        tracking.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ServerProcess.WriteKey}:")));
    }

    public async Task<JsonNode> Get(string path) => JsonNode.Parse(await Text(await own.GetAsync(path)))!;

    public async Task<JsonNode> Post(string path) => JsonNode.Parse(await Text(await own.PostAsync(path, null)))!;

    public async Task Post(string path, JsonObject body) => await Text(await own.PostAsJsonAsync(path, body));

    /// <summary>Publishes a definition, written in YAML.</summary>
    public async Task Define(string kind, string name, string yaml)
    {
        using var body = new StringContent(yaml, MediaTypeHeaderValue.Parse("application/yaml"));
        await Text(await own.PutAsync($"definitions/{kind}/{name}", body));
    }

    /// <summary>Sends interactions as one batch.</summary>
    public async Task Send(params IEnumerable<JsonObject> calls) =>
        await Text(await tracking.PostAsJsonAsync("/v1/batch", new JsonObject { ["batch"] = new JsonArray([.. calls]) }));

    /// <summary>Sends a body that need not be right, and says how it was answered.</summary>
    /// <param name="key">The write key; null for the first source's.</param>
    public async Task<int> SendRaw(string path, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:")));
        using var answer = await tracking.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Asks again until the answer is as wanted: the engine folds beside us.</summary>
    public async Task<JsonNode> Until(string path, Predicate<JsonNode> wanted)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(Pause);
        var answer = await Get(path);
        while (!wanted(answer))
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"{path} still answers {answer.ToJsonString()}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
            answer = await Get(path);
        }
        return answer;
    }

    public void Dispose()
    {
        own.Dispose();
        tracking.Dispose();
    }

    private static async Task<string> Text(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode
                ? text
                : throw new HttpRequestException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} was answered {(int)answer.StatusCode}: {text}");
        }
    }
}
