using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Tandem.Server.Hosting;

/// <summary>
/// The console's files. Those in assets/ go out packed: over a slow line they are most of the wait. Who takes Brotli gets
/// what the console's build packed beside each (vite.config.ts), everybody else what is packed on the way.
/// </summary>
internal static partial class BuiltFiles
{
    private const string Assets = "/assets", Packed = ".br";

    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [Packed] = "application/octet-stream" } };

    public static void UseBuiltFiles(this WebApplication app)
    {
        // Only the built files: what tells of a customer beside what a sender chose must not be packed together (BREACH).
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Assets), assets => assets.UseResponseCompression().Use((context, next) =>
        {
            var packed = context.Request.Path + Packed;
            if (TakesBrotli(context.Request) && app.Environment.WebRootFileProvider.GetFileInfo(packed).Exists) context.Request.Path = packed;
            return next();
        }));
        app.UseStaticFiles(new StaticFileOptions { ContentTypeProvider = Types, OnPrepareResponse = file => Describe(file.Context) });
    }

    /// <summary>What the page begins with, as a <c>Link</c> header: a browser asks for it before it has read the page.</summary>
    public static async Task<StringValues> Begins(IFileInfo page, CancellationToken cancelled)
    {
        await using var stream = page.CreateReadStream();
        var html = await new StreamReader(stream).ReadToEndAsync(cancelled);
        return new([.. First().Matches(html).Select(found => $"<{found.Groups["path"].Value}>; rel={(found.Groups["script"].Success ? "modulepreload" : "preload; as=style")}; crossorigin")]);
    }

    [GeneratedRegex("(?:<script type=\"module\" crossorigin (?<script>src)|<link rel=\"stylesheet\" crossorigin href)=\"(?<path>/assets/[^\"]+)\"")]
    private static partial Regex First();

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is not 0);

    private static void Describe(HttpContext context)
    {
        var (path, headers) = (context.Request.Path, context.Response.Headers);
        // Vite names what is in assets/ by its content; everything else is asked for again.
        headers.CacheControl = path.StartsWithSegments(Assets) ? "public, max-age=31536000, immutable" : "no-cache";
        if (path.Value is not { } name || !name.EndsWith(Packed, StringComparison.Ordinal)) return;
        if (Types.TryGetContentType(name[..^Packed.Length], out var type)) headers.ContentType = type;
        headers.ContentEncoding = "br";
        headers.Vary = "Accept-Encoding";
    }
}
