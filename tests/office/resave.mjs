// Open a workbook and save it again: node resave.mjs exceljs|sheetjs FROM TO
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [program, from, to] = process.argv.slice(2);

// ExcelJS 4.4 stops at a print area that is a formula, and at a table without a style.
function forgive() {
  const Workbook = require("exceljs/lib/xlsx/xform/book/workbook-xform");
  const Style = require("exceljs/lib/xlsx/xform/table/table-style-info-xform");
  const { reconcile } = Workbook.prototype;
  const { render } = Style.prototype;
  Workbook.prototype.reconcile = function (model) {
    model.definedNames = (model.definedNames ?? []).filter((name) => name.ranges.length > 0);
    return reconcile.call(this, model);
  };
  Style.prototype.render = function (xml, model) {
    return render.call(this, xml, model ?? {});
  };
}

async function exceljs() {
  forgive();
  const { default: ExcelJS } = await import("exceljs");
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(from);
  await book.xlsx.writeFile(to);
}

async function sheetjs() {
  const { default: XLSX } = await import("xlsx");
  XLSX.writeFile(XLSX.readFile(from), to);
}

await { exceljs, sheetjs }[program]();
