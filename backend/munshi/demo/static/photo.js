/** Makes a photo fit for WhatsApp, as its app does before sending: JPEG, no larger than a screen needs. */

const SIDE = 1600; // pixels of the longer side
const FIT = ["image/jpeg", "image/png"];
const BYTES = 1_000_000;

/** @param {File} file @returns {Promise<File>} the same file when it already fits; rejects when it is no picture */
export async function fitPhoto(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  if (scale === 1 && FIT.includes(file.type) && file.size <= BYTES) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((/** @type {(blob: ?Blob) => void} */ done) =>
    canvas.toBlob(done, "image/jpeg", 0.85),
  );
  if (!blob) throw new Error("The picture could not be made smaller.");
  return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}
