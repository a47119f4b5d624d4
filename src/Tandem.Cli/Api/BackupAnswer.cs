namespace Tandem.Cli.Api;

/// <summary>A backup that the server sends.</summary>
public sealed class BackupAnswer(HttpClient http, HttpResponseMessage answer, Stream content) : IDisposable
{
    public Stream Content => content;

    /// <summary>What the server calls the file; its name alone.</summary>
    public string FileName { get; } = Path.GetFileName(answer.Content.Headers.ContentDisposition?.FileName?.Trim('"') ?? "") is { Length: > 0 } name ? name : "tandem.backup";

    public void Dispose()
    {
        content.Dispose();
        answer.Dispose();
        http.Dispose();
    }
}
